using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Cancels runs: queued ones at once; those under way are marked, and their pulse obeys.</summary>
internal sealed class RunCancellation(IAudienceExportStore store, RunSignals signals, TimeProvider timeProvider, ILogger<RunCancellation> logger)
{
    /// <summary>Cancels a run; nothing happens if it has ended, or is being canceled.</summary>
    /// <returns>The record afterwards.</returns>
    public async Task<RunRecord> CancelAsync(StoredRun run, Actor actor, CancellationToken cancellationToken)
    {
        while (run.Record is { HasEnded: false, CanceledBy: null })
        {
            AuditRecord audit = AuditRecord.Of(timeProvider, actor, AuditAction.CancelRun, AuditSubject.Of(run.Record.Id, run.Record.Definition.DisplayName), detail: $"It was {run.Record.Status}.");
            StoredRun canceled = run with { Record = Cancel(run.Record, actor) };
            if (await store.TryUpdateRunAsync(canceled, lease: null, audit, cancellationToken).ConfigureAwait(false) is { } updated)
            {
                logger.RunCanceled(run.Record.Id, run.Record.Export, run.Record.Status);
                signals.Ended.Set();
                return updated.Record;
            }

            // It started, ended or wrote down its progress meanwhile.
            run = await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false)
                ?? throw new AudienceExportNotFoundException($"There is no run {run.Record.Id}; it was removed with its export.");
        }

        return run.Record;
    }

    private RunRecord Cancel(RunRecord run, Actor actor) => run.Status == ExportStatus.Queued
        ? run with { CanceledBy = actor, Status = ExportStatus.Canceled, Problem = RunEndings.Canceled.Problem, EndedAt = timeProvider.GetUtcNow() }
        : run with { CanceledBy = actor };
}
