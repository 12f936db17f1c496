namespace Snapchat.AudienceExport;

/// <summary>An export as it is being written; nothing of it is stored before it is saved.</summary>
public sealed record ExportDraft
{
    /// <summary>Gets the saved export that this is an edit of, or null for a new one.</summary>
    public ExportId? Id { get; init; }

    /// <summary>Gets the version of the saved export that the edit was made from; 0 for a new one.</summary>
    public long Version { get; init; }

    /// <summary>Gets the name: 1 to 200 characters.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Gets the connection to export through, or null as long as none was chosen.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>Gets the ID of the Snapchat audience as it was typed or picked: decimal digits.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Gets which fields hold identifiers, at least one.</summary>
    /// <value>The default maps <see cref="IdentifierKind.Email"/> to the field <c>email</c>.</value>
    public IReadOnlyList<IdentifierMapping> Identifiers { get; init; } = [new(IdentifierKind.Email, "email")];

    /// <summary>Gets the segments whose union is wanted in the audience, at least one.</summary>
    public IReadOnlyList<SegmentId> Segments { get; init; } = [];

    /// <summary>Gets what a run does to the people who are in the audience already.</summary>
    /// <value>The default is <see cref="ExportMode.AddOnly"/>.</value>
    public ExportMode Mode { get; init; }

    /// <summary>Gets when it runs by itself.</summary>
    /// <value>The default is with every system refresh.</value>
    public ExportSchedule Schedule { get; init; } = ExportSchedule.SystemRefresh;
}
