using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Takes queued runs on: decides whether a run may start, and makes sure that one worker starts it.</summary>
internal sealed class RunClaimer(
    IAudienceExportStore store, RunConditions conditions, SegmentReadiness segments, RunEnds ends, RunLeases leases, ExportMetrics metrics, TimeProvider timeProvider, ILogger<RunClaimer> logger)
{
    /// <summary>Takes a run on, with the export as it is now. A run that may not start is ended.</summary>
    /// <returns>The run, or null if it does not start, or not yet.</returns>
    public async Task<ClaimedRun?> TryClaimAsync(StoredRun queued, string worker, CancellationToken cancellationToken)
    {
        if (await store.FindExportAsync(queued.Record.Export, cancellationToken).ConfigureAwait(false) is not { } export)
            return null;
        StoredConnection? connection = export.Definition.Connection is { } id ? await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false) : null;

        // A run that has started goes on with its plan, or not at all.
        bool goesOn = queued.Record.StartedAt is not null;
        if (!goesOn)
            queued = queued with { Record = queued.Record with { Definition = export.Definition, DefinitionVersion = export.Version } };
        RunEnding? change = RunResumption.FindChange(queued.Record, export) is { } obstacle ? RunEndings.Superseded(queued.Record.Id, obstacle) : null;
        RunEnding? refusal = change ?? await conditions.FindRefusalAsync(queued.Record, connection, cancellationToken).ConfigureAwait(false);
        if (refusal is null && !goesOn)
        {
            RunReadiness readiness = await segments.FindAsync(queued.Record, connection!, cancellationToken).ConfigureAwait(false);
            if (readiness.MustWait)
                return null;
            refusal = readiness.Refusal;
        }

        if (refusal is not null)
        {
            if (await ends.TryEndAsync(queued, RunOutcome.Of(refusal), cancellationToken).ConfigureAwait(false))
                logger.RunRefused(queued.Record.Id, export.Id, refusal.Status, refusal.Problem.Message);
            return null;
        }

        StoredLease? lease = await leases.TryAcquireAsync(queued.Record.Definition.Audience, queued.Record.Id, worker, cancellationToken).ConfigureAwait(false);
        if (lease is null)
            return null;

        StoredRun? run = null;
        try
        {
            run = await TryStartAsync(queued, lease).ConfigureAwait(false);
        }
        finally
        {
            if (run is null)
                await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }

        return run is null ? null : new ClaimedRun(run, lease, connection!, goesOn);
    }

    // Not to be canceled: a run that has started must not be left behind.
    private async Task<StoredRun?> TryStartAsync(StoredRun queued, StoredLease lease)
    {
        // The export may have left the audience meanwhile, which was cleared then under this lease; another try finds it where it is now.
        StoredExport? export = await store.FindExportAsync(queued.Record.Export, CancellationToken.None).ConfigureAwait(false);
        if (export?.Version != queued.Record.DefinitionVersion)
            return null;

        DateTimeOffset now = timeProvider.GetUtcNow();
        RunRecord record = queued.Record with { Status = ExportStatus.Processing, StartedAt = queued.Record.StartedAt ?? now };
        StoredRun? run = await store.TryUpdateRunAsync(queued with { Record = record, Fence = lease.Fence }, lease, audit: null, CancellationToken.None).ConfigureAwait(false);
        if (run is not null)
        {
            TimeSpan waited = now - record.QueuedAt;
            if (record.Resumptions == 0)
                metrics.RunClaimed(waited);
            logger.RunClaimed(record.Id, record.Export, waited);
        }

        return run;
    }
}
