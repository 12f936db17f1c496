using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>The lease on an audience while something else than a run writes to it: renewed until it is disposed, and whoever works under it stops when it is lost.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly IAudienceExportStore _store;
    private readonly RunLeases _leases;
    private readonly TimeProvider _timeProvider;
    private readonly UploadGate _gate;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _released = new();
    private readonly Task _renewing;

    private HeldLease(StoredLease lease, long askedAt, IAudienceExportStore store, RunLeases leases, TimeSpan attemptTimeout, TimeProvider timeProvider)
    {
        (Lease, _store, _leases, _timeProvider) = (lease, store, leases, timeProvider);
        _gate = new UploadGate(timeProvider, leases.Duration, attemptTimeout);
        _gate.Confirm(askedAt, askedAt);
        _renewing = RenewAsync(_released.Token);
    }

    public StoredLease Lease { get; }

    /// <summary>Gets what lets attempts start as long as the lease outlasts them.</summary>
    public IAttemptGate Gate => _gate;

    /// <summary>Gets or sets the connection that is worked through, or null; the work stops when it is removed or is not active any more.</summary>
    public ConnectionId? Connection { get; set; }

    /// <summary>Gets what stops the work when the lease or the connection is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Acquires the lease on an audience; null if somebody else writes to it.</summary>
    public static async Task<HeldLease?> TryAcquireAsync(
        AudienceId audience, string holder, IAudienceExportStore store, RunLeases leases, IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        long askedAt = timeProvider.GetTimestamp();
        StoredLease? lease = await leases.TryAcquireAsync(audience, RunId.New(timeProvider), holder, cancellationToken).ConfigureAwait(false);
        return lease is null ? null : new HeldLease(lease, askedAt, store, leases, options.Value.AttemptTimeout, timeProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _released.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        await _store.ReleaseLeaseAsync(Lease, CancellationToken.None).ConfigureAwait(false);
        _released.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(CancellationToken released)
    {
        using var timer = new PeriodicTimer(Interval, _timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(released).ConfigureAwait(false))
            {
                if (!await TryRenewAsync(released).ConfigureAwait(false))
                {
                    await _lost.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
            // The work under the lease has ended.
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken released)
    {
        try
        {
            long askedAt = _timeProvider.GetTimestamp();
            if (await _leases.TryRenewAsync(Lease, released).ConfigureAwait(false) is null)
                return false;
            if (Connection is { } id && await _store.FindConnectionAsync(id, released).ConfigureAwait(false) is not { State: ConnectionState.Active })
                return false;
            _gate.Confirm(askedAt, askedAt);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The gate closes by itself if this goes on, and nobody asks any more once the lease is released.
            return true;
        }
    }
}
