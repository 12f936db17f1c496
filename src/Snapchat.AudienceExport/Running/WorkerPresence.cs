using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Knows whether anybody executes runs: a worker of this process, or one that showed itself in the store.</summary>
internal sealed class WorkerPresence(IAudienceExportStore store, IServiceProviderIsService services)
{
    private const string Prefix = "worker:";
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SeenWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DeadAfter = TimeSpan.FromHours(1);

    /// <summary>Gets how often a worker shows itself.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(20);

    /// <exception cref="NoExportWorkerException">There is no worker.</exception>
    public async Task RequireWorkerAsync(CancellationToken cancellationToken)
    {
        if (services.IsService(typeof(ExportWorker)))
            return;
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredLease> workers = await store.GetLeasesAsync(Prefix, cancellationToken).ConfigureAwait(false);
        if (!workers.Any(worker => now - (worker.ExpiresAt - Duration) < SeenWithin))
            throw new NoExportWorkerException();
    }

    /// <summary>Shows that a worker is alive. The same worker acquires its lease anew whenever it lost it.</summary>
    public Task<StoredLease?> ShowAsync(string worker, CancellationToken cancellationToken) =>
        store.TryAcquireLeaseAsync(Prefix + worker, worker, Duration, cancellationToken: cancellationToken);

    /// <summary>Takes those out of the store who died without leaving.</summary>
    public async Task ForgetDeadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        foreach (StoredLease worker in await store.GetLeasesAsync(Prefix, cancellationToken).ConfigureAwait(false))
        {
            if (now - worker.ExpiresAt > DeadAfter)
                await store.ReleaseLeaseAsync(worker, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task LeaveAsync(StoredLease lease, CancellationToken cancellationToken) => store.ReleaseLeaseAsync(lease, cancellationToken);
}
