using Snapchat.AudienceExport;

namespace ExportConsole.Output;

/// <summary>What there is to print at the end, be it of a run, a plan, or a failure before either.</summary>
/// <param name="Status">How it ended: the name of an <see cref="ExportStatus"/>, or "Planned".</param>
internal sealed record ExportOutcome(string Status)
{
    private const string Erased = "Erased";
    private const string Planned = "Planned";

    public AudienceId? Audience { get; init; }

    public SnapchatAudience? AudienceAfterwards { get; init; }

    public int Requests { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<IdentifierCounts> Identifiers { get; init; } = [];

    /// <summary>The bytes and the least time of a plan; null for a run.</summary>
    public (long Bytes, TimeSpan LeastTime)? Effort { get; init; }

    /// <summary>How many removals a plan withholds until they are confirmed.</summary>
    public long WithheldRemovals { get; init; }

    /// <summary>The token that confirms the removals of a plan, or null.</summary>
    public string? Token { get; init; }

    public string? Problem { get; init; }

    /// <summary>How far the erasure of a person has come in each audience; null for exports.</summary>
    public IReadOnlyList<AudienceErasure>? Erasure { get; init; }

    public bool IsSuccess => Status is Planned or Erased or nameof(ExportStatus.Successful);

    // A run that ended before its plan has no report.
    public static ExportOutcome Of(RunRecord run) => run.Report is { } report
        ? Of(report)
        : new(run.Status.ToString()) { Audience = run.Definition.Audience, Problem = run.Problem?.Message };

    // A plan with a problem is that of a run that would fail.
    public static ExportOutcome Of(ExportPlan plan) => new(plan.Problem is null ? Planned : nameof(ExportStatus.Failed))
    {
        Audience = plan.Audience,
        Requests = plan.Requests,
        Warnings = [.. plan.Warnings.Select(warning => warning.Message)],
        Identifiers = plan.Identifiers,
        WithheldRemovals = plan.WithheldRemovals,
        Token = plan.Token,
        Effort = (plan.Bytes, plan.LeastTime),
        Problem = plan.Problem?.Message,
    };

    // It is recorded in any case: what is pending is tried again at the next start.
    public static ExportOutcome Of(ErasureReport report) => new(report.IsComplete ? Erased : "Pending")
    {
        Erasure = report.Audiences,
        Problem = report.IsComplete ? null : "The person is recorded as erased and never sent again, but not removed from every audience yet; that is tried again at each start with this --state.",
    };

    public static ExportOutcome Failed(AudienceId audience, string problem) => new(nameof(ExportStatus.Failed)) { Audience = audience, Problem = problem };

    public static ExportOutcome Canceled(AudienceId audience) => new(nameof(ExportStatus.Canceled))
    {
        Audience = audience,
        Problem = "The export was canceled before anything was sent.",
    };

    private static ExportOutcome Of(ExportReport report) => new(report.Status.ToString())
    {
        Audience = report.Audience,
        AudienceAfterwards = report.AudienceAfterwards,
        Requests = report.Requests.Count,
        Warnings = [.. report.Warnings.Select(warning => warning.Message)],
        Identifiers = report.Identifiers,
        Problem = report.Problem?.Message,
    };
}
