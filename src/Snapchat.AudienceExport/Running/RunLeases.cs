using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>The leases that runs hold on their audiences: who writes to an audience holds its lease, over all processes.</summary>
internal sealed class RunLeases(IAudienceExportStore store, IOptions<SnapchatAudienceExportOptions> options)
{
    private const string Prefix = "audience:";

    // How long a worker may be out of touch with the store before its run is given up.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>Gets how much of a lease has to be left beyond the attempt time-out for an attempt to start.</summary>
    public static TimeSpan Margin { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long a lease lasts from its renewal.</summary>
    public TimeSpan Duration => options.Value.AttemptTimeout + Margin + Slack;

    /// <summary>The name of the lease on an audience.</summary>
    public static string Name(AudienceId audience) => $"{Prefix}{audience}";

    /// <summary>Acquires the lease on an audience for a run; where a former holder let it expire, not before its last request can have ended.</summary>
    public Task<StoredLease?> TryAcquireAsync(AudienceId audience, RunId run, string worker, CancellationToken cancellationToken) =>

        // The holder is the run, not the worker: two exports of one audience in one worker take turns as well.
        store.TryAcquireLeaseAsync(Name(audience), $"{worker}/{run}", Duration, options.Value.AttemptTimeout, cancellationToken);

    public Task<StoredLease?> TryRenewAsync(StoredLease lease, CancellationToken cancellationToken) => store.TryRenewLeaseAsync(lease, Duration, cancellationToken);

    /// <summary>Finds which of some runs a worker may still be uploading for.</summary>
    public async Task<IReadOnlyList<StoredRun>> FindAliveAsync(IEnumerable<StoredRun> runs, CancellationToken cancellationToken)
    {
        StoredRun[] processing = [.. runs.Where(static run => run.Record.Status == ExportStatus.Processing)];
        if (processing.Length == 0)
            return [];

        // The time first: a lease that is renewed meanwhile must not look expired.
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<string, StoredLease> held = new(StringComparer.Ordinal);
        foreach (StoredLease lease in await store.GetLeasesAsync(Prefix, cancellationToken).ConfigureAwait(false))
            held[lease.Name] = lease;
        return
        [
            .. processing.Where(run => held.TryGetValue(Name(run.Record.Definition.Audience), out StoredLease? lease)
                && lease.Fence == run.Fence && now < lease.ExpiresAt + options.Value.AttemptTimeout),
        ];
    }
}
