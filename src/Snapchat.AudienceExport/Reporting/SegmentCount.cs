namespace Snapchat.AudienceExport;

/// <summary>How many profiles of a segment a run read.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Name">Its name at the time.</param>
/// <param name="Read">The number of profiles read.</param>
public sealed record SegmentCount(SegmentId Segment, string Name, long Read);
