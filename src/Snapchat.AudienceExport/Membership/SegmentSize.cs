namespace Snapchat.AudienceExport.Membership;

/// <summary>How many profiles a segment had at the last successful run.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Read">The number of profiles.</param>
internal sealed record SegmentSize(SegmentId Segment, long Read)
{
    /// <summary>Takes note of what a run read. Segments that it did not read keep their size, and where it was doubted, so do the others: the next run is not to take it for granted.</summary>
    public static IReadOnlyList<SegmentSize> After(IReadOnlyList<SegmentSize> before, IEnumerable<SegmentCount> read, bool isDoubted)
    {
        IEnumerable<SegmentSize> sizes = read.Select(static segment => new SegmentSize(segment.Segment, segment.Read));
        return [.. (isDoubted ? before.Concat(sizes) : sizes.Concat(before)).DistinctBy(static size => size.Segment)];
    }
}
