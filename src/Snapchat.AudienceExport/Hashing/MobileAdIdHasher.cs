using Snapchat.AudienceExport.Normalization;

namespace Snapchat.AudienceExport.Hashing;

/// <summary>Hashes mobile advertising IDs.</summary>
internal sealed class MobileAdIdHasher : PlainTextHasher
{
    protected override IdentifierStatus HashText(ReadOnlySpan<byte> text, out Sha256Digest digest)
    {
        Span<byte> normalized = stackalloc byte[MobileAdIdShape.Length];
        IdentifierStatus status = MobileAdIdShape.Normalize(text, normalized);
        digest = status == IdentifierStatus.Valid ? Digest(normalized) : default;
        return status;
    }
}
