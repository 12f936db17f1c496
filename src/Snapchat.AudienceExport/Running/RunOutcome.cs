namespace Snapchat.AudienceExport.Running;

/// <summary>How a run ended.</summary>
internal sealed record RunOutcome(ExportStatus Status, ExportProblem? Problem, ExportReport? Report)
{
    /// <summary>A run that was stopped. The report says how far it came; why it ended is for the one who stopped it to say.</summary>
    public static RunOutcome Of(RunEnding ending, ExportReport? report = null) =>
        new(ending.Status, ending.Problem, report is null ? null : report with { Status = ending.Status, Problem = ending.Problem });
}
