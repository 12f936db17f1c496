using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Waits until runs under way have stopped uploading, on whatever machine.</summary>
internal sealed class RunningUploads(IAudienceExportStore store, RunLeases leases, TimeProvider timeProvider)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until no run that the condition names is processing under a lease that holds.</summary>
    public async Task WaitUntilStoppedAsync(Func<RunRecord, bool> which, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<StoredRun> open = await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<StoredRun> alive = await leases.FindAliveAsync(open.Where(run => which(run.Record)), cancellationToken).ConfigureAwait(false);
            if (alive.Count == 0)
                return;
            await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
