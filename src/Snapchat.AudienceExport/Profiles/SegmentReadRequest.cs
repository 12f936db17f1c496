namespace Snapchat.AudienceExport;

/// <summary>Asks a source for the members of one segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Fields">The fields wanted, in the order of the columns of each <see cref="ProfileChunk"/>.</param>
public sealed record SegmentReadRequest(SegmentId Segment, IReadOnlyList<string> Fields)
{
    /// <summary>Gets the identity under which the source shall read, or null where the host knows only one.</summary>
    public Actor? ExportUser { get; init; }
}
