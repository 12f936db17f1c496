namespace Snapchat.AudienceExport;

/// <summary>Asks for segments to be recomputed.</summary>
/// <param name="Segments">Those that exports name; a host is free to recompute more.</param>
public sealed record SegmentRefreshRequest(IReadOnlyList<SegmentId> Segments);
