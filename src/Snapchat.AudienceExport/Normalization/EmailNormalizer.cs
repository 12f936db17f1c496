using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Snapchat.AudienceExport.Normalization;

namespace Snapchat.AudienceExport;

/// <summary>Brings an email address into the form Snapchat hashes: trimmed and lower-cased, nothing else changed.</summary>
/// <remarks>
/// The rule is Snapchat's own (trim, lower-case; https://developers.snap.com/api/marketing-api/Ads-API/customer-lists). Dots, tags and
/// Unicode composition are left alone, since changing more would change the person. Lower-casing is Unicode's default mapping, independent of any culture and
/// equal to JavaScript's <c>toLowerCase()</c> for all letters that the platform's Unicode data knows.
/// </remarks>
public static class EmailNormalizer
{
    /// <summary>The most UTF-8 bytes a normalized address has (RFC 5321, section 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    // A character has at most four bytes before lower-casing and at least one after it: what is longer than this is too long in any case.
    private const int MaxLengthBefore = 4 * MaxLength;

    /// <summary>Normalizes one address of UTF-16 text.</summary>
    /// <param name="email">The address as it was entered.</param>
    /// <param name="destination">Receives the UTF-8 bytes of the normalized address; at least <see cref="MaxLength"/> bytes, not overlapping the input.</param>
    /// <param name="bytesWritten">
    /// How many bytes of <paramref name="destination"/> hold the result: of a valid address its bytes, of <see cref="IdentifierStatus.AlreadyHashed"/> 64 lower-case hexadecimal digits, else 0.
    /// </param>
    /// <returns><see cref="IdentifierStatus.Valid"/>, or the reason why the value is not a usable address.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxLength"/>.</exception>
    [SkipLocalsInit] // Zeroing the buffer would cost a third of the time.
    public static IdentifierStatus Normalize(ReadOnlySpan<char> email, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        CheckLength(destination);
        ReadOnlySpan<char> text = EdgeTrimming.Trim(email);
        if (text.Length > MaxLengthBefore)
            return WhyNotShort(text);
        // At most three bytes for each UTF-16 unit.
        Span<byte> utf8 = stackalloc byte[3 * MaxLengthBefore];
        OperationStatus status = Utf8.FromUtf16(text, utf8, out _, out int length, replaceInvalidSequences: false);
        return status == OperationStatus.Done ? NormalizeTrimmed(utf8[..length], destination, out bytesWritten) : IdentifierStatus.InvalidText;
    }

    /// <summary>Normalizes one address of UTF-8 text.</summary>
    /// <param name="utf8Email">The address as it was entered.</param>
    /// <param name="destination">Receives the UTF-8 bytes of the normalized address; at least <see cref="MaxLength"/> bytes, not overlapping the input.</param>
    /// <param name="bytesWritten">
    /// How many bytes of <paramref name="destination"/> hold the result: of a valid address its bytes, of <see cref="IdentifierStatus.AlreadyHashed"/> 64 lower-case hexadecimal digits, else 0.
    /// </param>
    /// <returns><see cref="IdentifierStatus.Valid"/>, or the reason why the value is not a usable address.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxLength"/>.</exception>
    public static IdentifierStatus Normalize(ReadOnlySpan<byte> utf8Email, Span<byte> destination, out int bytesWritten)
    {
        CheckLength(destination);
        return NormalizeTrimmed(EdgeTrimming.Trim(utf8Email), destination, out bytesWritten);
    }

    private static void CheckLength(Span<byte> destination)
    {
        if (destination.Length < MaxLength)
            throw new ArgumentException($"The destination has {destination.Length} bytes; it needs {MaxLength}.", nameof(destination));
    }

    private static IdentifierStatus NormalizeTrimmed(ReadOnlySpan<byte> text, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        if (text.IsEmpty)
            return IdentifierStatus.Blank;
        IdentifierStatus status = DigestSpelling.Recognize(text, destination);
        if (status == IdentifierStatus.AlreadyHashed)
            bytesWritten = Sha256Digest.HexLength;
        if (status != IdentifierStatus.Valid)
            return status;
        // Lower-casing makes no text valid or invalid and brings or removes no forbidden character, so both are looked for before it.
        if (!Utf8.IsValid(text))
            return IdentifierStatus.InvalidText;
        if (ForbiddenCharacters.AreIn(text))
            return IdentifierStatus.ForbiddenCharacter;
        if (!TryToLower(text, destination[..MaxLength], out int length))
            return IdentifierStatus.TooLong;
        status = AddressShape.Check(destination[..length]);
        if (status == IdentifierStatus.Valid)
            bytesWritten = length;
        return status;
    }

    private static bool TryToLower(ReadOnlySpan<byte> text, Span<byte> destination, out int length)
    {
        if (Ascii.IsValid(text))
            return Ascii.ToLower(text, destination, out length) == OperationStatus.Done;
        return Lowercasing.TryToLower(text, destination, out length);
    }

    private static IdentifierStatus WhyNotShort(ReadOnlySpan<char> text)
    {
        if (!Utf16Text.IsValid(text))
            return IdentifierStatus.InvalidText;
        return ForbiddenCharacters.AreIn(text) ? IdentifierStatus.ForbiddenCharacter : IdentifierStatus.TooLong;
    }
}
