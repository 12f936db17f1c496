namespace Snapchat.AudienceExport;

/// <summary>Brings an email address into the form Snapchat hashes: trimmed and lower-cased, nothing else changed.</summary>
/// <remarks>
/// The rule is Snapchat's own (trim, lower-case; https://developers.snap.com/api/marketing-api/Ads-API/customer-lists). Dots, tags and
/// Unicode composition are left alone, since changing more would change the person. Lower-casing is Unicode's default mapping, independent of any culture.
/// </remarks>
public static class EmailNormalizer
{
    /// <summary>The most UTF-8 bytes a normalized address has (RFC 5321, section 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    /// <summary>Normalizes one address of UTF-16 text.</summary>
    /// <param name="email">The address as it was entered.</param>
    /// <param name="destination">Receives the UTF-8 bytes of the normalized address; at least <see cref="MaxLength"/> bytes.</param>
    /// <param name="bytesWritten">
    /// How many bytes of <paramref name="destination"/> hold the result: of a valid address its bytes, of <see cref="IdentifierStatus.AlreadyHashed"/> 64 lower-case hexadecimal digits, else 0.
    /// </param>
    /// <returns><see cref="IdentifierStatus.Valid"/>, or the reason why the value is not a usable address.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxLength"/>.</exception>
    public static IdentifierStatus Normalize(ReadOnlySpan<char> email, Span<byte> destination, out int bytesWritten) => throw new NotSupportedException();

    /// <summary>Normalizes one address of UTF-8 text.</summary>
    /// <param name="utf8Email">The address as it was entered.</param>
    /// <param name="destination">Receives the UTF-8 bytes of the normalized address; at least <see cref="MaxLength"/> bytes.</param>
    /// <param name="bytesWritten">
    /// How many bytes of <paramref name="destination"/> hold the result: of a valid address its bytes, of <see cref="IdentifierStatus.AlreadyHashed"/> 64 lower-case hexadecimal digits, else 0.
    /// </param>
    /// <returns><see cref="IdentifierStatus.Valid"/>, or the reason why the value is not a usable address.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxLength"/>.</exception>
    public static IdentifierStatus Normalize(ReadOnlySpan<byte> utf8Email, Span<byte> destination, out int bytesWritten) => throw new NotSupportedException();
}
