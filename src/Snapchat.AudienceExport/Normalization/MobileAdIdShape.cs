using System.Buffers;
using System.Text;

namespace Snapchat.AudienceExport.Normalization;

/// <summary>Brings a mobile advertising ID into the form Snapchat hashes: a UUID with its hyphens, in lower case.</summary>
internal static class MobileAdIdShape
{
    public const int Length = 36;

    private const int Hyphens = 4;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> NothingButZeros = SearchValues.Create("0-"u8);

    /// <param name="text">The trimmed text.</param>
    /// <param name="destination">Receives the ID; at least <see cref="Length"/> bytes.</param>
    public static IdentifierStatus Normalize(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (text.Length != Length || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' || CountHexDigits(text) != Length - Hyphens)
            return IdentifierStatus.InvalidMobileAdId;

        // What a phone gives whose owner forbade tracking: it is everybody's and nobody's.
        if (!text.ContainsAnyExcept(NothingButZeros))
            return IdentifierStatus.ZeroMobileAdId;
        Ascii.ToLower(text, destination, out _);
        return IdentifierStatus.Valid;
    }

    private static int CountHexDigits(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte character in text)
            count += HexDigits.Contains(character) ? 1 : 0;
        return count;
    }
}
