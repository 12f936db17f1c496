using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Running;

/// <summary>What becomes of a run that nobody executes any more: it ends, or is queued again.</summary>
/// <param name="Ending">How it ends, or null.</param>
/// <param name="Queued">The record that it is queued again with, or null.</param>
internal sealed record RunFate(RunOutcome? Ending, RunRecord? Queued)
{
    public static RunFate Ends(RunEnding ending) => new(RunOutcome.Of(ending), Queued: null);

    /// <summary>Judges by what is known of the audience.</summary>
    public static RunFate Of(RunRecord run, AudienceMembership membership)
    {
        if (membership.Loss is not null)
            return Ends(RunEndings.Superseded(run.Id, "what was kept of it is damaged or missing"));
        if (membership.Journal?.Plan.Run == run.Id)
            return new RunFate(Ending: null, Again(run));
        LastRun? last = membership.State.Last;
        if (last?.Run == run.Id)
            return OfFolded(run, last);

        // Nothing was sent before there was a plan.
        return last is null || last.At < run.StartedAt
            ? new RunFate(Ending: null, Again(run) with { StartedAt = null, Progress = null })
            : Ends(RunEndings.Superseded(run.Id, "a later run has written to its audience"));
    }

    /// <summary>The record of a run that is to go on.</summary>
    public static RunRecord Again(RunRecord run) => run with { Status = ExportStatus.Queued, Resumptions = run.Resumptions + 1, EndedAt = null, Problem = null, CanceledBy = null };

    // An export that finished has left its report.
    private static RunFate OfFolded(RunRecord run, LastRun last) => last.Report is { } report
        ? new RunFate(new RunOutcome(report.Status, report.Problem, report), Queued: null)
        : Ends(RunEndings.Superseded(run.Id, "a later run took over what it had done"));
}
