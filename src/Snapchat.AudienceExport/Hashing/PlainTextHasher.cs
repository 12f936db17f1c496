using System.Text.Unicode;
using Snapchat.AudienceExport.Normalization;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>What all kinds of plain text have in common: they are trimmed, and blanks, digests and broken text are told apart before the rules of the kind apply.</summary>
internal abstract class PlainTextHasher : IdentifierHasher
{
    public sealed override IdentifierStatus Hash(ReadOnlySpan<byte> utf8, out Sha256Digest digest)
    {
        digest = default;
        ReadOnlySpan<byte> text = EdgeTrimming.Trim(utf8);
        if (text.IsEmpty)
            return IdentifierStatus.Blank;
        Span<byte> hex = stackalloc byte[Sha256Digest.HexLength];
        IdentifierStatus status = DigestSpelling.Recognize(text, hex);
        if (status == IdentifierStatus.AlreadyHashed)
            digest = Sha256Digest.FromHex(hex);
        if (status != IdentifierStatus.Valid)
            return status;
        return Utf8.IsValid(text) ? HashText(text, out digest) : IdentifierStatus.InvalidText;
    }

    /// <param name="text">Valid UTF-8, trimmed, not empty.</param>
    /// <param name="digest">Of a valid value its digest; else <c>default</c>.</param>
    protected abstract IdentifierStatus HashText(ReadOnlySpan<byte> text, out Sha256Digest digest);
}
