using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Writes down how runs ended, and lets the observers be told.</summary>
internal sealed class RunEnds(IAudienceExportStore store, RunLeases leases, RunSignals signals, TimeProvider timeProvider, ILogger<RunEnds> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Ends a run that nobody executes.</summary>
    /// <returns>Whether it was ended; not if somebody else changed it first.</returns>
    public Task<bool> TryEndAsync(StoredRun run, RunOutcome outcome, CancellationToken cancellationToken) => TryWriteAsync(run, outcome, lease: null, cancellationToken);

    /// <summary>Ends a run that was executed. If the store cannot be reached for long, or the lease is lost, the run stays for a worker to recover.</summary>
    public async Task EndAsync(StoredRun run, RunOutcome outcome, StoredLease lease)
    {
        string reason = "the lease is lost";

        // Nobody else ends the run before its lease has expired, and nobody renews it any more.
        for (long begun = timeProvider.GetTimestamp(); timeProvider.GetElapsedTime(begun) < leases.Duration;)
        {
            try
            {
                if (await TryWriteAsync(run, outcome, lease, CancellationToken.None).ConfigureAwait(false))
                    return;
                StoredRun? changed = await store.FindRunAsync(run.Record.Id, CancellationToken.None).ConfigureAwait(false);
                if (changed is null || changed.Record.HasEnded || changed.Version == run.Version)
                    break;
                run = changed with { Record = changed.Record with { Progress = run.Record.Progress } };
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                reason = ProblemTranslator.Describe(exception);
                await Task.Delay(RetryDelay, timeProvider, CancellationToken.None).ConfigureAwait(false);
            }
        }

        logger.EndNotWritten(run.Record.Id, outcome.Status, reason);
    }

    private async Task<bool> TryWriteAsync(StoredRun run, RunOutcome outcome, StoredLease? lease, CancellationToken cancellationToken)
    {
        RunRecord ended = run.Record with { Status = outcome.Status, Problem = outcome.Problem, Report = outcome.Report ?? run.Record.Report, EndedAt = timeProvider.GetUtcNow() };
        if (await store.TryUpdateRunAsync(run with { Record = ended }, lease, Audit(ended), cancellationToken).ConfigureAwait(false) is null)
            return false;
        signals.Ended.Set();
        signals.Queued.Set();
        return true;
    }

    private AuditRecord Audit(RunRecord run)
    {
        AuditOutcome outcome = run.Problem?.Code == ExportProblemCode.AccessLost ? AuditOutcome.Denied
            : run.Status == ExportStatus.Successful ? AuditOutcome.Succeeded
            : AuditOutcome.Failed;

        // A denial is about the person; everything else is the worker's doing.
        Actor actor = outcome == AuditOutcome.Denied ? run.RequestedBy : SystemPrincipal.Actor;
        return AuditRecord.Of(timeProvider, actor, AuditAction.EndRun, AuditSubject.Of(run.Id, run.Definition.DisplayName), outcome, $"{run.Status}. {run.Problem?.Message}".TrimEnd());
    }
}
