namespace Snapchat.AudienceExport;

/// <summary>What a run is going to send. It holds counts only.</summary>
/// <param name="Audience">The audience it is for.</param>
public sealed record ExportPlan(AudienceId Audience)
{
    /// <summary>Gets what was read and what is to be sent, per kind of identifier.</summary>
    public IReadOnlyList<IdentifierCounts> Identifiers { get; init; } = [];

    /// <summary>Gets how many profiles were read, per segment.</summary>
    public IReadOnlyList<SegmentCount> Segments { get; init; } = [];

    /// <summary>Gets the first refused values, at most <see cref="SnapchatAudienceExportOptions.MaxReportedRefusals"/>; all are counted in <see cref="Identifiers"/>.</summary>
    public IReadOnlyList<RefusedValue> RefusedValues { get; init; } = [];

    /// <summary>Gets what a person should know beforehand.</summary>
    public IReadOnlyList<ExportWarning> Warnings { get; init; } = [];

    /// <summary>Gets what would keep a run from sending this plan, or null if nothing would.</summary>
    public ExportProblem? Problem { get; init; }

    /// <summary>Gets the token by which a person confirms the removals of this plan (<see cref="SegmentExportRequest.ConfirmedPlan"/>), or null if it has none, or none that can be confirmed now. A plan that has changed has another token.</summary>
    public string? Token { get; init; }

    /// <summary>Gets the number of removals that are withheld until a person has confirmed them, or their segments can be read; a warning says why.</summary>
    public long WithheldRemovals { get; init; }

    /// <summary>Gets the number of requests.</summary>
    public int Requests { get; init; }

    /// <summary>Gets the bytes of all request bodies together.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets the least time that the rate limits leave for the requests, retries aside.</summary>
    public TimeSpan LeastTime { get; init; }
}
