namespace Snapchat.AudienceExport.Membership;

/// <summary>A set of digests that is small enough to be held in one array.</summary>
internal sealed class DigestArray : IDigestPartitions
{
    private readonly Sha256Digest[] _digests;

    // Position of the first digest of each partition, and their number at the end.
    private readonly int[] _starts = new int[DigestCollector.PartitionCount + 1];

    public DigestArray(IEnumerable<Sha256Digest> digests)
    {
        _digests = [.. digests.Distinct().Order()];
        foreach (Sha256Digest digest in _digests)
            _starts[digest.Partition + 1]++;
        for (int partition = 0; partition < DigestCollector.PartitionCount; partition++)
            _starts[partition + 1] += _starts[partition];
    }

    public static DigestArray Empty { get; } = new([]);

    public int Count => _digests.Length;

    public bool Contains(Sha256Digest digest) => Array.BinarySearch(_digests, digest) >= 0;

    public void MergeInto(int partition, MarkedPartition destination, DigestMarks marks) => destination.Merge(_digests.AsSpan(_starts[partition].._starts[partition + 1]), marks);
}
