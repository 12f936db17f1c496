namespace Snapchat.AudienceExport;

/// <summary>Asks a source which segments it has.</summary>
public sealed record SegmentQuery
{
    /// <summary>Gets the segments asked for; those the source does not have are left out of its answer.</summary>
    /// <value>Empty, the default, asks for all.</value>
    public IReadOnlyList<SegmentId> Segments { get; init; } = [];

    /// <summary>Gets the identity under which the source shall look, or null where the host knows only one.</summary>
    public Actor? ExportUser { get; init; }

    /// <summary>Says whether a segment is asked for.</summary>
    /// <param name="segment">A segment of the source.</param>
    public bool Includes(SegmentId segment) => Segments.Count == 0 || Segments.Contains(segment);
}
