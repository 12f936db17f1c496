using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Scheduling;

/// <inheritdoc cref="IScheduledExports"/>
internal sealed class ScheduledExports(
    IAudienceExportStore store, SchedulingBook book, RunQueue queue, RunSignals signals, TimeProvider timeProvider, ILogger<ScheduledExports> logger) : IScheduledExports
{
    public async Task<IReadOnlyList<Recurrence>> GetRecurrencesAsync(CancellationToken cancellationToken = default)
    {
        (SystemRefreshSchedule? refresh, _) = await book.ReadScheduleAsync(cancellationToken).ConfigureAwait(false);
        List<Recurrence> recurrences = refresh?.Recurrence is { } recurrence ? [recurrence] : [];
        foreach (StoredExport export in await store.GetExportsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (export.Definition.Schedule is { IsActive: true, Kind: ScheduleKind.Own, Recurrence: { } own })
                recurrences.Add(own);
        }

        return [.. recurrences.DistinctBy(static recurrence => recurrence.Key, StringComparer.Ordinal)];
    }

    public async Task<int> QueueDueAsync(DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        (DateTimeOffset after, long version) = await book.ReadQueuedUntilAsync(cancellationToken).ConfigureAwait(false);
        if (version == 0)
        {
            // Whatever was due before there was a scheduler, nobody expects it any more.
            await book.TryWriteQueuedUntilAsync(until, version, cancellationToken).ConfigureAwait(false);
            return 0;
        }

        if (until <= after)
            return 0;
        int queued = await QueueAsync(after, until, cancellationToken).ConfigureAwait(false);

        // Where another process was faster, it has queued the same, and the next call looks from where that one stopped.
        await book.TryWriteQueuedUntilAsync(until, version, cancellationToken).ConfigureAwait(false);
        return queued;
    }

    private async Task<int> QueueAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);
        (SystemRefreshSchedule? refresh, _) = await book.ReadScheduleAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset? refreshDueAt = DueRuns.FindRefresh(refresh, after, until);
        if (refreshDueAt is { } dueAt && !await TryBeginRefreshAsync(dueAt, cancellationToken).ConfigureAwait(false))
            refreshDueAt = null;

        // One that is still waiting stands for the time that is due now as well.
        HashSet<ExportId> waiting =
        [
            .. (await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false))
                .Where(static run => run.Record is { Status: ExportStatus.Queued, DueAt: not null }).Select(static run => run.Record.Export),
        ];
        int queued = 0;
        foreach (DueRun due in DueRuns.Find(exports, refreshDueAt, after, until).Where(due => !waiting.Contains(due.Export.Id)))
        {
            if (await queue.TryAddAsync(due.Export, due.Trigger, SystemPrincipal.Actor, AudienceExportRole.Administrator, new RunRequest(), due.DueAt, cancellationToken).ConfigureAwait(false) is not null)
                queued++;
        }

        return queued;
    }

    /// <summary>Lets a worker refresh segments.</summary>
    /// <returns>Whether the refresh that was due takes place; not if another one is under way, which stands for it.</returns>
    private async Task<bool> TryBeginRefreshAsync(DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        while (true)
        {
            (SystemRefreshRun? latest, long version) = await book.ReadRefreshAsync(cancellationToken).ConfigureAwait(false);
            if (latest?.DueAt >= dueAt)
                return latest.DueAt == dueAt;
            if (latest is { HasEnded: false })
            {
                logger.RefreshStillUnderWay(dueAt, latest.RequestedAt);
                return false;
            }

            var refresh = new SystemRefreshRun(ExportStatus.Queued, SystemPrincipal.Actor, timeProvider.GetUtcNow()) { DueAt = dueAt };
            if (await book.TryWriteRefreshAsync(refresh, version, audit: null, cancellationToken).ConfigureAwait(false))
            {
                signals.Queued.Set();
                return true;
            }
        }
    }
}
