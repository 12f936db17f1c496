namespace Snapchat.AudienceExport.Hashing;

/// <summary>Hashes email addresses.</summary>
internal sealed class EmailIdentifierHasher : IdentifierHasher
{
    public override IdentifierStatus Hash(ReadOnlySpan<byte> utf8, out Sha256Digest digest) => EmailHasher.Hash(utf8, out digest);

    public override int HashColumn(Utf8Column values, Span<Sha256Digest> digests, Span<IdentifierStatus> statuses) => EmailHasher.HashColumn(values, digests, statuses);
}
