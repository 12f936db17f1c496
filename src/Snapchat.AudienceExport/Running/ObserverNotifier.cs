using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>
/// Tells the observers of runs that ended. One worker at a time does so, for all of them; what it had not done when it died, the next one does.
/// </summary>
internal sealed class ObserverNotifier(IAudienceExportStore store, IServiceScopeFactory scopes, TimeProvider timeProvider, ILogger<ObserverNotifier> logger)
{
    private const string Lease = "observers";
    private const int RunsAtOnce = 100;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    private readonly Dictionary<RunId, Backlog> _backlogs = [];

    /// <summary>Tells whoever has not been told yet.</summary>
    public async Task NotifyAsync(string worker, CancellationToken cancellationToken)
    {
        // Runs whose observers fail do not stand in the way of later ones.
        IReadOnlyList<StoredRun> unobserved = await store.GetUnobservedRunsAsync(RunsAtOnce + _backlogs.Count, cancellationToken).ConfigureAwait(false);
        foreach (RunId done in _backlogs.Keys.Except(unobserved.Select(static run => run.Record.Id)).ToArray())
            _backlogs.Remove(done);
        foreach (StoredRun run in unobserved)
        {
            if (_backlogs.TryGetValue(run.Record.Id, out Backlog? backlog) && backlog.NextAttempt > timeProvider.GetUtcNow())
                continue;
            if (await store.TryAcquireLeaseAsync(Lease, worker, LeaseDuration, cancellationToken: cancellationToken).ConfigureAwait(false) is not { } lease)
                return;
            try
            {
                await TellAsync(run, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task TellAsync(StoredRun run, CancellationToken cancellationToken)
    {
        // It may have been told by another worker since the list was read.
        if (await store.FindRunAsync(run.Record.Id, cancellationToken).ConfigureAwait(false) is not { Observed: false } current)
            return;
        Backlog backlog = _backlogs.GetValueOrDefault(run.Record.Id) ?? new Backlog();
        if (await TellAllAsync(current.Record, backlog, cancellationToken).ConfigureAwait(false))
        {
            _backlogs.Remove(run.Record.Id);

            // Null where the record was changed meanwhile, as by a later look at the audience: then they are told once more.
            await store.TryUpdateRunAsync(current with { Observed = true }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return;
        }

        backlog.Failures++;
        backlog.NextAttempt = timeProvider.GetUtcNow() + Delay(backlog.Failures);
        _backlogs[run.Record.Id] = backlog;
    }

    private async Task<bool> TellAllAsync(RunRecord run, Backlog backlog, CancellationToken cancellationToken)
    {
        bool allTold = true;
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using ConfiguredAsyncDisposable disposal = scope.ConfigureAwait(false);
        int ordinal = 0;
        foreach (IAudienceExportObserver observer in scope.ServiceProvider.GetServices<IAudienceExportObserver>())
        {
            // Whoever took note is not told again because another one failed.
            if (!backlog.Told.Contains(ordinal))
            {
                if (await TryTellAsync(observer, run, backlog, cancellationToken).ConfigureAwait(false))
                    backlog.Told.Add(ordinal);
                else
                    allTold = false;
            }

            ordinal++;
        }

        return allTold;
    }

    private async Task<bool> TryTellAsync(IAudienceExportObserver observer, RunRecord run, Backlog backlog, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await observer.OnRunFinishedAsync(run, stop.Token).WaitAsync(TimeLimit, timeProvider, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // After a time-out it is still at it.
            await stop.CancelAsync().ConfigureAwait(false);
            logger.ObserverFailed(run.Id, observer.GetType().Name, ProblemTranslator.Describe(exception), Delay(backlog.Failures + 1));
            return false;
        }
    }

    private static TimeSpan Delay(int failures)
    {
        TimeSpan delay = MinDelay * Math.Pow(2, Math.Min(failures, 10) - 1);
        return delay < MaxDelay ? delay : MaxDelay;
    }

    /// <summary>Which observers took note of a run in spite of the others' failures, and when those are tried again.</summary>
    private sealed class Backlog
    {
        public HashSet<int> Told { get; } = [];

        public int Failures { get; set; }

        public DateTimeOffset NextAttempt { get; set; }
    }
}
