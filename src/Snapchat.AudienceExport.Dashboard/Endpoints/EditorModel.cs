using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the editor of an export shows.</summary>
/// <param name="Draft">The export as it is being written.</param>
/// <param name="Choices">The connections that the person may use, by type.</param>
internal sealed record EditorModel(ExportDraft Draft, ILookup<ConnectionType, ConnectionChoice> Choices) : IProblemModel
{
    /// <summary>The segments that can be exported through the connection.</summary>
    public IReadOnlyList<SegmentInfo> Segments { get; init; } = [];

    /// <summary>The profile fields that can be mapped.</summary>
    public IReadOnlyList<ProfileField> Fields { get; init; } = [];

    /// <summary>What Snapchat said of the audience just now, or null.</summary>
    public AudienceCheck? Check { get; init; }

    /// <summary>The audiences to pick from, by ad account; null as long as nobody asked for them.</summary>
    public IReadOnlyList<AccountAudiences>? Accounts { get; init; }

    /// <summary>The audience that the export leaves by this edit, or null if it leaves none.</summary>
    public AudienceId? Former { get; init; }

    public PageProblem? Problem { get; init; }

    /// <summary>Where the form goes: below the prefix.</summary>
    public string Action => Draft.Id is { } id ? $"/exports/{id}/edit" : "/exports/new";

    /// <summary>Whether there is a connection through which segments, fields and audiences can be seen.</summary>
    public bool HasConnection => Draft.Connection is not null;
}
