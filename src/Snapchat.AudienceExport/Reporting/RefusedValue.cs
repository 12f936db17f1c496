namespace Snapchat.AudienceExport;

/// <summary>Where a refused value stands and why it was refused; never the value itself.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Ordinal">The row in the segment, from 0, in the order the source gave.</param>
/// <param name="Field">The profile field.</param>
/// <param name="Reason">Why the value is not a usable identifier.</param>
public sealed record RefusedValue(SegmentId Segment, long Ordinal, string Field, IdentifierStatus Reason);
