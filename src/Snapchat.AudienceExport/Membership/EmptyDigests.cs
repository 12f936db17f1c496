namespace Snapchat.AudienceExport.Membership;

/// <summary>The set of no digests.</summary>
internal sealed class EmptyDigests : IDigestPartitions
{
    public static EmptyDigests Instance { get; } = new();

    public int CountOf(int partition) => 0;

    public void CopyTo(int partition, Span<Sha256Digest> destination)
    {
    }
}
