namespace Snapchat.AudienceExport.Membership;

/// <summary>A segment whose members cannot be relied on, so that it is not read.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="State">What the source says of it, or null if the source does not have it.</param>
internal sealed record UnreadSegment(SegmentId Segment, SegmentState? State);
