using System.Buffers;
using System.Text;

namespace Snapchat.AudienceExport.Normalization;

/// <summary>Recognizes values that are hexadecimal digests already, by their length alone.</summary>
internal static class DigestSpelling
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Returns which digest a trimmed value spells, or <see cref="IdentifierStatus.Valid"/> if none; a SHA-256 digest is written in lower case.</summary>
    public static IdentifierStatus Recognize(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        bool hasDigestLength = text.Length is 32 or 40 or 64 or 128;
        if (!hasDigestLength || text.ContainsAnyExcept(HexDigits))
            return IdentifierStatus.Valid;
        if (text.Length != Sha256Digest.HexLength)
            return IdentifierStatus.UnsupportedHash;
        Ascii.ToLower(text, destination, out _);
        return IdentifierStatus.AlreadyHashed;
    }
}
