namespace Snapchat.AudienceExport;

/// <summary>A saved export as a person sees it.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Version">Raised by every change; a change names the version it was made from.</param>
/// <param name="Definition">What it sends, and where to.</param>
public sealed record Export(ExportId Id, long Version, ExportDefinition Definition)
{
    /// <summary>Gets the name of its connection, or null if it has none.</summary>
    public string? ConnectionName { get; init; }

    /// <summary>Gets where its connection leads, or null if it has none.</summary>
    public ConnectionType? ConnectionType { get; init; }

    /// <summary>Gets whether its connection can be used, or null if it has none.</summary>
    public ConnectionState? ConnectionState { get; init; }

    /// <summary>Gets what the acting person may do with it.</summary>
    public ExportRight Right { get; init; }

    /// <summary>Gets how its latest run ended or stands, or null if it never ran.</summary>
    public ExportStatus? Status { get; init; }

    /// <summary>Gets its latest run, or null if it never ran.</summary>
    public RunId? LatestRun { get; init; }

    /// <summary>Gets why its latest run did not succeed, or null.</summary>
    public ExportProblem? Problem { get; init; }

    /// <summary>Gets when its last successful run ended, or null if none ever succeeded.</summary>
    public DateTimeOffset? RefreshedAt { get; init; }

    /// <summary>Gets when it runs next by itself, or null if it does not.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Gets what a person should know although it was saved, each in one sentence: segments above <see cref="SnapchatAudienceExportOptions.MaxProfiles"/>.</summary>
    /// <value>Empty but for the answer of <see cref="IExportRegistry.SaveAsync"/>.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets who changed it last.</summary>
    public required Actor UpdatedBy { get; init; }

    /// <summary>Gets when it was changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
