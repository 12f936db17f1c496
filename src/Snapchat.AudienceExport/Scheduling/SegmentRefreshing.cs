using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>Carries out a system refresh that was asked for: one worker at a time, and another one from the beginning where that one died.</summary>
internal sealed class SegmentRefreshing(
    IAudienceExportStore store, SchedulingBook book, IServiceScopeFactory scopes, RunSignals signals, TimeProvider timeProvider, ILogger<SegmentRefreshing> logger)
{
    private const string LeaseName = "system-refresh";
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(15);

    /// <summary>Refreshes segments if somebody asked for it and no other worker is at it.</summary>
    public async Task RefreshAsync(string worker, CancellationToken cancellationToken)
    {
        (SystemRefreshRun? asked, _) = await book.ReadRefreshAsync(cancellationToken).ConfigureAwait(false);
        if (asked is null or { HasEnded: true } || await store.TryAcquireLeaseAsync(LeaseName, worker, LeaseDuration, cancellationToken: cancellationToken).ConfigureAwait(false) is not { } lease)
            return;
        try
        {
            await RefreshAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Where the host stops, another worker begins anew at once.
            await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RefreshAsync(StoredLease lease, CancellationToken cancellationToken)
    {
        (SystemRefreshRun? asked, long version) = await book.ReadRefreshAsync(cancellationToken).ConfigureAwait(false);
        if (asked is null or { HasEnded: true })
            return;
        SystemRefreshRun started = asked with { Status = ExportStatus.Processing, StartedAt = timeProvider.GetUtcNow() };
        if (!await book.TryWriteRefreshAsync(started, version, audit: null, cancellationToken).ConfigureAwait(false))
            return;

        logger.RefreshStarted(asked.DueAt);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task renewing = RenewAsync(lease, stop);
        ExportProblem? problem;
        try
        {
            problem = await RecomputeAsync(stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
        }

        SystemRefreshRun ended = started with { Status = problem is null ? ExportStatus.Successful : ExportStatus.Failed, EndedAt = timeProvider.GetUtcNow(), Problem = problem };
        if (await book.TryWriteRefreshAsync(ended, version + 1, audit: null, cancellationToken).ConfigureAwait(false))
            logger.RefreshEnded(ended.Status, problem?.Message ?? "all segments were recomputed or told as failed");
        signals.Queued.Set();
    }

    private async Task<ExportProblem?> RecomputeAsync(CancellationToken cancellationToken)
    {
        try
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                if (scope.ServiceProvider.GetService<ISegmentRefresher>() is not { } refresher)
                    return null;
                IReadOnlyList<StoredExport> exports = await store.GetExportsAsync(cancellationToken).ConfigureAwait(false);
                SegmentId[] segments = [.. exports.SelectMany(static export => export.Definition.Segments).Distinct()];
                await refresher.RefreshAsync(new SegmentRefreshRequest(segments), cancellationToken).ConfigureAwait(false);
                return null;
            }
        }
        catch (SegmentSourceException exception)
        {
            return new ExportProblem(ExportProblemCode.RefreshFailed, ProblemCulprit.System, exception.Message);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or AudienceExportException) && !cancellationToken.IsCancellationRequested)
        {
            return new ExportProblem(ExportProblemCode.RefreshFailed, ProblemCulprit.System, $"The segments could not be refreshed ({exception.GetType().FullName}); see to what recomputes them, the next refresh tries again.");
        }
    }

    private async Task RenewAsync(StoredLease lease, CancellationTokenSource stop)
    {
        while (true)
        {
            await Task.Delay(RenewalInterval, timeProvider, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return;
            try
            {
                if (await store.TryRenewLeaseAsync(lease, LeaseDuration, stop.Token).ConfigureAwait(false) is null)
                    await stop.CancelAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is AudienceExportStoreException or OperationCanceledException)
            {
                // There is time for another try; a lease that was lost shows then.
            }
        }
    }
}
