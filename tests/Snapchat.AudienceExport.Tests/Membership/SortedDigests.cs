using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership;

/// <summary>A set of digests in memory.</summary>
internal sealed class SortedDigests(IEnumerable<Sha256Digest> digests) : IDigestPartitions
{
    private readonly ILookup<int, Sha256Digest> _partitions = digests.Distinct().Order().ToLookup(static digest => digest.Partition);

    public int CountOf(int partition) => _partitions[partition].Count();

    public void CopyTo(int partition, Span<Sha256Digest> destination) => _partitions[partition].ToArray().CopyTo(destination);
}
