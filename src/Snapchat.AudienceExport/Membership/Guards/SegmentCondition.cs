namespace Snapchat.AudienceExport.Membership.Guards;

/// <summary>What a run found of a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="State">What the source says of it, or null if the source does not have it any more.</param>
/// <param name="Read">How many profiles were read.</param>
/// <param name="Declared">How many the source had declared, or null if it did not say.</param>
/// <param name="Before">How many were read at the last successful run, or null if there was none.</param>
internal sealed record SegmentCondition(SegmentId Segment, SegmentState? State, long Read, long? Declared, long? Before);
