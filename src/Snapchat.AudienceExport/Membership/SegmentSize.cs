namespace Snapchat.AudienceExport.Membership;

/// <summary>How many profiles a segment had at the last successful run.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Read">The number of profiles.</param>
internal sealed record SegmentSize(SegmentId Segment, long Read);
