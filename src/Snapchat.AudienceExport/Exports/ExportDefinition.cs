namespace Snapchat.AudienceExport;

/// <summary>What a saved export sends, and where to; each run keeps the one it was made with.</summary>
/// <param name="DisplayName">The name.</param>
/// <param name="Audience">The Snapchat audience.</param>
public sealed record ExportDefinition(string DisplayName, AudienceId Audience)
{
    /// <summary>Gets the connection, or null if the export is detached.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>Gets which fields hold identifiers.</summary>
    public IReadOnlyList<IdentifierMapping> Identifiers { get; init; } = [];

    /// <summary>Gets the segments whose union is wanted in the audience.</summary>
    public IReadOnlyList<SegmentId> Segments { get; init; } = [];

    /// <summary>Gets what a run does to the people who are in the audience already.</summary>
    public ExportMode Mode { get; init; }

    /// <summary>Gets when the export runs by itself.</summary>
    public ExportSchedule Schedule { get; init; } = ExportSchedule.SystemRefresh;
}
