namespace Snapchat.AudienceExport.Storage;

internal sealed partial class InMemoryAudienceExportStore
{
    /// <summary>Released leases stay, so that fences go on rising.</summary>
    private readonly Dictionary<string, (StoredLease Lease, bool Released)> _leases = new(StringComparer.Ordinal);

    public Task<StoredLease?> TryAcquireLeaseAsync(
        string name, string holder, TimeSpan duration, TimeSpan grace = default, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                DateTimeOffset now = timeProvider.GetUtcNow();
                long fence = 0;
                if (_leases.TryGetValue(name, out (StoredLease Lease, bool Released) former))
                {
                    if (!former.Released && !string.Equals(former.Lease.Holder, holder, StringComparison.Ordinal) && now < former.Lease.ExpiresAt + grace)
                        return null;
                    fence = former.Lease.Fence;
                }

                var lease = new StoredLease(name, holder, fence + 1, now + duration);
                _leases[name] = (lease, false);
                return lease;
            },
            cancellationToken);

    public Task<StoredLease?> TryRenewLeaseAsync(StoredLease lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if (!IsHeld(lease))
                    return null;
                StoredLease renewed = _leases[lease.Name].Lease with { ExpiresAt = timeProvider.GetUtcNow() + duration };
                _leases[lease.Name] = (renewed, false);
                return renewed;
            },
            cancellationToken);

    public Task ReleaseLeaseAsync(StoredLease lease, CancellationToken cancellationToken = default) =>
        TransactAsync(
            () =>
            {
                if (_leases.TryGetValue(lease.Name, out (StoredLease Lease, bool Released) stored) && stored.Lease.Fence == lease.Fence)
                    _leases[lease.Name] = (stored.Lease, true);
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredLease>> GetLeasesAsync(string prefix, CancellationToken cancellationToken = default) =>
        TransactAsync<IReadOnlyList<StoredLease>>(
            () =>
            [
                .. _leases.Values.Where(stored => !stored.Released && stored.Lease.Name.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(static stored => stored.Lease).OrderBy(static lease => lease.Name, StringComparer.Ordinal),
            ],
            cancellationToken);

    private void ForgetWorkers()
    {
        foreach ((string name, _) in _leases.Where(static pair => pair.Value.Released && pair.Key.StartsWith("worker:", StringComparison.Ordinal)).ToArray())
            _leases.Remove(name);
    }

    private bool IsHeld(StoredLease lease) =>
        _leases.TryGetValue(lease.Name, out (StoredLease Lease, bool Released) stored)
        && !stored.Released
        && stored.Lease.Fence == lease.Fence
        && timeProvider.GetUtcNow() < stored.Lease.ExpiresAt;
}
