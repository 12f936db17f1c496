namespace Snapchat.AudienceExport;

/// <summary>What a source says of one of its segments.</summary>
/// <param name="Id">The ID by which an export names the segment.</param>
/// <param name="Name">The name shown to people.</param>
public sealed record SegmentInfo(SegmentId Id, string Name)
{
    /// <summary>Gets whether the members can be relied on.</summary>
    /// <value>The default is <see cref="SegmentState.Active"/>.</value>
    public SegmentState State { get; init; } = SegmentState.Active;

    /// <summary>Gets the number of member profiles, or null if the source does not know it without reading.</summary>
    public long? MemberCount { get; init; }

    /// <summary>Gets when the members were last recomputed, or null if the source does not know.</summary>
    public DateTimeOffset? RefreshedAt { get; init; }
}
