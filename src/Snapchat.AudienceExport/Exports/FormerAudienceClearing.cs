using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Empties the audience that an export leaves, and keeps runs away from it until the export has left.</summary>
internal sealed class FormerAudienceClearing(IAudienceExportStore store, IConnectionClients clients, IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, ExactSessions? sessions = null)
{
    /// <param name="caller">Who acts.</param>
    /// <param name="export">The export as it is stored, with the audience that it leaves.</param>
    /// <param name="connection">The connection through which that audience is reached.</param>
    /// <param name="leave">Saves the export with its new audience; not called unless Snapchat has acknowledged that the former one is emptied.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RunInProgressException">A run writes to the audience.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed the export meanwhile, or something else writes to the audience; it was not emptied.</exception>
    public async Task<T> ClearAsync<T>(Caller caller, StoredExport export, ConnectionId connection, Func<Task<T>> leave, CancellationToken cancellationToken)
    {
        AudienceId audience = export.Definition.Audience;
        var gate = new LeaseGate(timeProvider, audience, timeProvider.GetTimestamp(), options.Value.CallDeadline);
        StoredLease lease = await AcquireAsync(audience, cancellationToken).ConfigureAwait(false);
        try
        {
            if ((await store.FindExportAsync(export.Id, cancellationToken).ConfigureAwait(false))?.Version != export.Version)
                throw StoreConflict.Changed("export");
            if (sessions is not null)
                await sessions.ForgetAsync(audience, lease, cancellationToken).ConfigureAwait(false);
            await clients.For(connection, gate).RemoveAllUsersAsync(audience, cancellationToken).ConfigureAwait(false);

            // Once more: how late the clear may still take effect is counted from when it was sent at the latest.
            if (sessions is not null)
                await sessions.ForgetAsync(audience, lease, CancellationToken.None).ConfigureAwait(false);

            // On record by itself: whatever becomes of the edit, this has happened.
            var audit = AuditRecord.Of(
                timeProvider, caller.Actor, AuditAction.EditExport, AuditSubject.Of(export.Id, export.Definition.DisplayName), detail: $"All users were removed from audience {audience}, which the export leaves.");
            await store.AddAuditAsync(audit, CancellationToken.None).ConfigureAwait(false);
            return await leave().ConfigureAwait(false);
        }
        finally
        {
            await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<StoredLease> AcquireAsync(AudienceId audience, CancellationToken cancellationToken)
    {
        // Attempts start for a call's deadline from now on, and the last one ends in its own time; a run that lost the lease may have a request on its way for as long.
        TimeSpan duration = options.Value.CallDeadline + options.Value.AttemptTimeout;
        StoredLease? lease = await store.TryAcquireLeaseAsync(RunLeases.Name(audience), $"clear:{Guid.NewGuid()}", duration, options.Value.AttemptTimeout, cancellationToken).ConfigureAwait(false);
        if (lease is not null)
            return lease;
        IReadOnlyList<StoredRun> open = await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false);
        StoredRun? run = open.FirstOrDefault(run => run.Record.Status == ExportStatus.Processing && run.Record.Definition.Audience == audience);
        throw run is not null
            ? new RunInProgressException(run.Record.Id)
            : new AudienceExportConcurrencyException($"Audience {audience} is being written to, so it cannot be cleared now; try again in some minutes.");
    }
}
