namespace Snapchat.AudienceExport;

/// <summary>What a run did: counts, requests, warnings, and how it ended. It holds no value of a profile and no digest.</summary>
/// <param name="Run">The run.</param>
/// <param name="Audience">The audience it wrote to.</param>
/// <param name="Status">How it ended.</param>
public sealed record ExportReport(RunId Run, AudienceId Audience, ExportStatus Status)
{
    /// <summary>Gets when the run began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when the run ended.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Gets what became of the values, per kind of identifier.</summary>
    public IReadOnlyList<IdentifierCounts> Identifiers { get; init; } = [];

    /// <summary>Gets how many profiles were read, per segment.</summary>
    public IReadOnlyList<SegmentCount> Segments { get; init; } = [];

    /// <summary>Gets the first refused values, at most <see cref="SnapchatAudienceExportOptions.MaxReportedRefusals"/>; all are counted in <see cref="Identifiers"/>.</summary>
    public IReadOnlyList<RefusedValue> RefusedValues { get; init; } = [];

    /// <summary>Gets the requests that Snapchat acknowledged, in the order of their numbers.</summary>
    public IReadOnlyList<UploadRequestReport> Requests { get; init; } = [];

    /// <summary>Gets what a person should know although the run succeeded.</summary>
    public IReadOnlyList<ExportWarning> Warnings { get; init; } = [];

    /// <summary>Gets why the run did not succeed, or null if it did.</summary>
    public ExportProblem? Problem { get; init; }

    /// <summary>Gets the audience as Snapchat showed it after the upload, or null if it was not read.</summary>
    public SnapchatAudience? AudienceAfterwards { get; init; }
}
