using Snapchat.AudienceExport.Normalization;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>Reads a field that is declared to hold SHA-256 digests, which are never hashed again.</summary>
internal sealed class DeclaredDigestHasher : IdentifierHasher
{
    // Who hashes a blank field gets this digest for everybody without a value: it would make one person of them all.
    private static readonly Sha256Digest OfNothing = Digest([]);

    public override IdentifierStatus Hash(ReadOnlySpan<byte> utf8, out Sha256Digest digest)
    {
        digest = default;
        ReadOnlySpan<byte> text = EdgeTrimming.Trim(utf8);
        if (text.IsEmpty)
            return IdentifierStatus.Blank;
        Span<byte> hex = stackalloc byte[Sha256Digest.HexLength];
        IdentifierStatus spelling = DigestSpelling.Recognize(text, hex);
        if (spelling != IdentifierStatus.AlreadyHashed)
            return spelling == IdentifierStatus.UnsupportedHash ? spelling : IdentifierStatus.NotHashed;

        Sha256Digest declared = Sha256Digest.FromHex(hex);
        if (declared == OfNothing)
            return IdentifierStatus.Blank;
        digest = declared;
        return IdentifierStatus.Valid;
    }
}
