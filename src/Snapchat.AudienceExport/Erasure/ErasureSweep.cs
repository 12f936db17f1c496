using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>
/// Removes erased people from every audience where they are still to be removed. What is pending needs no list of its own: it is the difference between the suppression list and how far
/// each audience has come, so that nothing gets lost when a process dies.
/// </summary>
internal sealed class ErasureSweep(
    IMembershipStore membership,
    IAudienceExportStore store,
    SuppressionList suppressions,
    WrittenAudiences audiences,
    ErasureConnections connections,
    AudienceEraser eraser,
    IConnectionClients clients,
    RunLeases leases,
    ExactSessions sessions,
    ExportMetrics metrics,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<ErasureSweep> logger) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Makes sure that the suppression list can be read, and is the latest: otherwise it must not grow, since whoever mends it needs it as it was.</summary>
    /// <exception cref="MembershipStateException">It is not.</exception>
    public async Task RequireListAsync(CancellationToken cancellationToken)
    {
        SuppressionLog log = await suppressions.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        foreach (AudienceId audience in await membership.GetAudiencesAsync(cancellationToken).ConfigureAwait(false))
            _ = (await AudienceMembership.PeekAsync(membership, audience, cancellationToken).ConfigureAwait(false))?.ErasedUpTo(log);
    }

    /// <summary>Tries all audiences, one after another. What goes wrong with one of them is kept with it, and logged.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            SuppressionLog log = await suppressions.ReadLogAsync(cancellationToken).ConfigureAwait(false);
            if (log.InForce().Kinds.Count == 0)
                return;
            int pending = 0;
            foreach (AudienceId audience in await audiences.GetAsync(cancellationToken).ConfigureAwait(false))
                pending += await TryEraseAsync(audience, log, cancellationToken).ConfigureAwait(false) ? 0 : 1;
            metrics.ErasuresPending(pending);
        }
        catch (MembershipStateException exception)
        {
            // Whoever acts reads the list first and hears of it; a worker says so at each of its attempts.
            logger.SuppressionsUnreadable(exception.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether a run has begun and not ended; it may be waiting for another worker.</summary>
    public static bool IsUnderWay(RunRecord run) => run.Status == ExportStatus.Processing || run is { Status: ExportStatus.Queued, StartedAt: not null };

    public void Dispose() => _one.Dispose();

    /// <returns>Whether nothing is left to do in the audience.</returns>
    private async Task<bool> TryEraseAsync(AudienceId audience, SuppressionLog log, CancellationToken cancellationToken)
    {
        try
        {
            AudienceState? state = await AudienceMembership.PeekAsync(membership, audience, cancellationToken).ConfigureAwait(false);
            bool isMissing = audiences.IsHistoryMissing(audience, state);
            if (!isMissing && (WrittenAudiences.IsUntouched(state!) || log.InForce(state!.ErasedUpTo(log)).Kinds.Count == 0))
                return true;
            HeldLease? lease = await HeldLease.TryAcquireAsync(audience, "erasure", store, leases, options, timeProvider, cancellationToken).ConfigureAwait(false);
            if (lease is null)
                return false;
            await using (lease.ConfigureAwait(false))
                return !await IsRunOpenAsync(audience, cancellationToken).ConfigureAwait(false) && await EraseAsync(audience, state, isMissing, lease, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            logger.ErasureFailed(audience, ProblemTranslator.Describe(exception));
            return false;
        }
    }

    // Its worker is gone, since it does not hold the lease, and another one is about to go on with it: it is not interrupted.
    private async Task<bool> IsRunOpenAsync(AudienceId audience, CancellationToken cancellationToken) =>
        (await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false)).Any(run => IsUnderWay(run.Record) && run.Record.Definition.Audience == audience);

    private async Task<bool> EraseAsync(AudienceId audience, AudienceState? state, bool isMissing, HeldLease lease, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        if (isMissing)
            await sessions.ForgetAsync(audience, lease.Lease, stop.Token).ConfigureAwait(false);
        ErasureRoute route = await connections.FindAsync(audience, state?.Facts?.AdAccount, stop.Token).ConfigureAwait(false);
        ErasureProgress progress;
        if (route.Connection is { } connection)
        {
            lease.Connection = connection;
            progress = await eraser.EraseAsync(audience, lease.Lease, clients.For(connection, lease.Gate), stop.Token).ConfigureAwait(false);
        }
        else
        {
            progress = await NoteAsync(audience, route.Obstacle!, lease.Lease, stop.Token).ConfigureAwait(false);
        }

        logger.ErasureAttempted(audience, progress.Status, progress.Detail);
        return progress.Status is AudienceErasureStatus.Removed or AudienceErasureStatus.AudienceDeleted;
    }

    private async Task<ErasureProgress> NoteAsync(AudienceId audience, ErasureFailure obstacle, StoredLease lease, CancellationToken cancellationToken)
    {
        SuppressionLog log = await suppressions.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        AudienceState? state = await AudienceMembership.PeekAsync(membership, audience, cancellationToken).ConfigureAwait(false);
        long upTo = obstacle.Status == AudienceErasureStatus.AudienceDeleted ? log.Length : state?.ErasedUpTo(log) ?? 0;
        var progress = new ErasureProgress(upTo, obstacle.Status, obstacle.Detail, timeProvider.GetUtcNow());
        await AudienceMembership.NoteErasureAsync(membership, audience, progress, lease, cancellationToken).ConfigureAwait(false);
        return progress;
    }
}
