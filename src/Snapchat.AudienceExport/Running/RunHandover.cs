using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Leaves runs to whoever comes next: those of a host that stops, and those whose store went away.</summary>
internal sealed class RunHandover(IAudienceExportStore store, RunResumption resumption, RunLeases leases, TimeProvider timeProvider, ILogger<RunHandover> logger, ExactSessions? sessions = null)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Leaves a run, if that is what its outcome asks for and it can go on.</summary>
    /// <param name="run">The run, with the report of what it has done so far.</param>
    /// <param name="outcome">How it stopped.</param>
    /// <param name="lease">The lease on its audience.</param>
    /// <param name="stopping">Stops waiting for a store that is away.</param>
    /// <returns>How the run ends; null if it was left.</returns>
    public async Task<RunOutcome?> LeaveAsync(StoredRun run, RunOutcome outcome, StoredLease lease, CancellationToken stopping)
    {
        bool isStoreAway = outcome.Problem?.Code == ExportProblemCode.StoreUnavailable;
        if (sessions is null || !(isStoreAway || outcome.Problem == RunEndings.HostStopped.Problem))
            return outcome;
        if (isStoreAway && run.Record.Resumptions >= RunResumption.MaxResumptions)
            return RunOutcome.Of(RunEndings.StoreUnavailable(run.Record.Resumptions), outcome.Report);

        // Nobody else takes the run over before its lease has expired, and nobody renews it any more.
        for (long begun = timeProvider.GetTimestamp(); ;)
        {
            try
            {
                return await TryLeaveAsync(run, outcome, lease).ConfigureAwait(false);
            }
            catch (AudienceExportStoreException exception) when (exception.IsTransient)
            {
                logger.RunAwaitsStore(run.Record.Id, exception.Message);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.RunNotLookedAt(run.Record.Id, ProblemTranslator.Describe(exception));
                return outcome;
            }

            // Then it stays under way until a worker recovers it.
            if (timeProvider.GetElapsedTime(begun) >= leases.Duration || stopping.IsCancellationRequested)
                return null;
            await Task.Delay(RetryDelay, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RunOutcome?> TryLeaveAsync(StoredRun run, RunOutcome outcome, StoredLease lease)
    {
        RunFate fate = await sessions!
            .LookAsync(run.Record.Definition.Audience, session => Task.FromResult(RunFate.Of(run.Record, session.Membership)), CancellationToken.None)
            .ConfigureAwait(false);
        if (fate.Queued is not { } queued)
            return fate.Ending?.Report is null ? outcome : fate.Ending;

        // To begin anew because hosts stop is nothing that may happen only so often.
        if (queued.StartedAt is null && outcome.Problem == RunEndings.HostStopped.Problem)
            queued = queued with { Resumptions = run.Record.Resumptions };
        for (StoredRun? current = run; current is { Record: { HasEnded: false, CanceledBy: null } };)
        {
            if (await resumption.TryQueueAsync(current with { Record = queued }, lease, CancellationToken.None).ConfigureAwait(false))
                return null;
            StoredRun? changed = await store.FindRunAsync(run.Record.Id, CancellationToken.None).ConfigureAwait(false);
            current = changed?.Version == current.Version ? null : changed;
        }

        return outcome;
    }
}
