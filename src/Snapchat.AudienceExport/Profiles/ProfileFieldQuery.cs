namespace Snapchat.AudienceExport;

/// <summary>Asks a source which fields its profiles have.</summary>
public sealed record ProfileFieldQuery
{
    /// <summary>Gets the segment whose profiles are meant.</summary>
    /// <value>Null, the default, means any segment.</value>
    public SegmentId? Segment { get; init; }

    /// <summary>Gets the identity under which the source shall look, or null where the host knows only one.</summary>
    public Actor? ExportUser { get; init; }
}
