using System.Collections.Concurrent;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Leases on audiences among the runs of this process: for exports that are not runs of a store, which keeps leases of its own.</summary>
internal sealed class LocalLeases
{
    private readonly ConcurrentDictionary<AudienceId, SemaphoreSlim> _audiences = new();
    private long _fence;

    /// <summary>Waits until nobody else writes to the audience.</summary>
    /// <returns>The lease, and what ends it.</returns>
    public async Task<(StoredLease Lease, IDisposable End)> AcquireAsync(AudienceId audience, CancellationToken cancellationToken)
    {
        SemaphoreSlim free = _audiences.GetOrAdd(audience, static _ => new SemaphoreSlim(1));
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return (new StoredLease($"audience:{audience}", "process", Interlocked.Increment(ref _fence), DateTimeOffset.MaxValue), new Held(free));
    }

    private sealed class Held(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
