using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Erasure;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Executes queued runs, recovers those that other workers left, tells observers, and purges history. Any number of workers share one store.</summary>
internal sealed class ExportWorker(
    IAudienceExportStore store,
    RunClaimer claimer,
    RunExecutor executor,
    RunRecovery recovery,
    ObserverNotifier observers,
    HistoryPurge purge,
    SegmentRefreshing refreshing,
    WorkerPresence presence,
    RunSignals signals,
    ExportMetrics metrics,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<ExportWorker> logger,
    ErasureSweep? erasures = null) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly string _name = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly ConcurrentDictionary<RunId, Task> _running = [];
    private StoredLease? _presence;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.WorkerStarted(_name, options.Value.MaxConcurrentRuns);
        var clockwork = new Signal(timeProvider);
        await Task.WhenAll(
            LoopAsync("show itself", ShowAsync, clockwork, WorkerPresence.Interval, stoppingToken),
            LoopAsync("start runs", StartRunsAsync, signals.Queued, PollInterval, stoppingToken),
            LoopAsync("refresh segments", token => refreshing.RefreshAsync(_name, token), clockwork, PollInterval, stoppingToken),
            LoopAsync("tell observers", token => observers.NotifyAsync(_name, token), signals.Ended, PollInterval, stoppingToken),
            LoopAsync("remove erased people", token => erasures?.SweepAsync(token) ?? Task.CompletedTask, signals.Erasures, options.Value.ErasureRetryInterval, stoppingToken),
            LoopAsync("clean up", CleanUpAsync, clockwork, HistoryPurge.Interval, stoppingToken)).ConfigureAwait(false);

        // Runs under way stop because the host does; each writes down how far it came.
        await Task.WhenAll(_running.Values).ConfigureAwait(false);
        await LeaveAsync().ConfigureAwait(false);
        logger.WorkerStopped(_name);
    }

    private async Task LoopAsync(string work, Func<CancellationToken, Task> doAsync, Signal signal, TimeSpan interval, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await doAsync(stopping).ConfigureAwait(false);
                await signal.WaitAsync(interval, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                logger.WorkFailed(work, ProblemTranslator.Describe(exception));
                await Task.Delay(PollInterval, timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StartRunsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRun> open = await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false);
        await recovery.RecoverAsync(open, cancellationToken).ConfigureAwait(false);
        StoredRun[] waiting = [.. open.Where(static run => run.Record.Status == ExportStatus.Queued)];
        metrics.RunsQueued(waiting.Length);
        HashSet<ExportId> busy = [.. open.Where(static run => run.Record.Status == ExportStatus.Processing).Select(static run => run.Record.Export)];
        foreach (StoredRun queued in waiting)
        {
            if (_running.Count >= options.Value.MaxConcurrentRuns)
                return;

            // Of one export the oldest run first, and one at a time.
            if (busy.Add(queued.Record.Export) && await TryClaimAsync(queued, cancellationToken).ConfigureAwait(false) is { } claimed)
                Start(claimed, cancellationToken);
        }
    }

    private async Task<ClaimedRun?> TryClaimAsync(StoredRun queued, CancellationToken cancellationToken)
    {
        try
        {
            return await claimer.TryClaimAsync(queued, _name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // The run stays in the queue; those of other exports behind it do not wait for it.
            logger.RunNotClaimed(queued.Record.Id, queued.Record.Export, ProblemTranslator.Describe(exception));
            return null;
        }
    }

    private void Start(ClaimedRun claimed, CancellationToken stopping)
    {
        // On the list before it begins, since it takes itself off the list.
        var execution = new Task<Task>(() => ExecuteAsync(claimed, stopping), CancellationToken.None);
        _running[claimed.Run.Record.Id] = execution.Unwrap();
        execution.Start(TaskScheduler.Default);
    }

    private async Task ExecuteAsync(ClaimedRun claimed, CancellationToken stopping)
    {
        try
        {
            await executor.ExecuteAsync(claimed, stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.WorkFailed("end a run", ProblemTranslator.Describe(exception));
        }
        finally
        {
            _running.TryRemove(claimed.Run.Record.Id, out _);
            signals.Queued.Set();
            signals.Erasures.Set();
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await presence.ForgetDeadAsync(cancellationToken).ConfigureAwait(false);
        await purge.PurgeAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task ShowAsync(CancellationToken cancellationToken) => _presence = await presence.ShowAsync(_name, cancellationToken).ConfigureAwait(false);

    private async Task LeaveAsync()
    {
        try
        {
            if (_presence is { } lease)
                await presence.LeaveAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.WorkFailed("say that it stops", ProblemTranslator.Describe(exception));
        }
    }
}
