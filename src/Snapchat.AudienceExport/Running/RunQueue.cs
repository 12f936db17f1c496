using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Puts runs into the queue. Rights are the caller's business here, and are looked at again when a run starts.</summary>
internal sealed class RunQueue(IAudienceExportStore store, RunSignals signals, TimeProvider timeProvider, ILogger<RunQueue> logger)
{
    /// <summary>Queues a run, durably.</summary>
    /// <param name="export">The export.</param>
    /// <param name="trigger">What made it happen.</param>
    /// <param name="actor">Who asked for it.</param>
    /// <param name="role">The role that person has now.</param>
    /// <param name="request">How it shall run.</param>
    /// <param name="dueAt">When it was due, for a scheduled run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, or null if the export was removed, or has a run for that due time already.</returns>
    /// <exception cref="RunInProgressException">The request says to refuse while the export is busy, and it is.</exception>
    public async Task<RunId?> TryAddAsync(
        StoredExport export, RunTrigger trigger, Actor actor, AudienceExportRole role, RunRequest request, DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        var run = new RunRecord(RunId.New(timeProvider), export.Id, export.Definition, export.Version, ExportStatus.Queued)
        {
            Trigger = trigger,
            RequestedBy = actor,
            RequestedAs = role,
            Request = request,
            DueAt = dueAt,
            QueuedAt = timeProvider.GetUtcNow(),
        };
        AuditSubject subject = AuditSubject.Of(export.Id, export.Definition.DisplayName);
        AuditRecord audit = AuditRecord.Of(timeProvider, actor, AuditAction.StartRun, subject, detail: $"Queued as run {run.Id} ({trigger}).");
        if (!await store.TryAddRunAsync(new StoredRun(run, Version: 1), audit, cancellationToken).ConfigureAwait(false))
            return null;
        logger.RunQueued(run.Id, export.Id, trigger);
        signals.Queued.Set();
        return run.Id;
    }
}
