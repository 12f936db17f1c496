using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>What all acts on connections have in common: the right, the change of the stored connection, and the record of how it ended.</summary>
internal sealed class ConnectionActs(AccessGate gate, IAudienceExportStore store, TimeProvider timeProvider)
{
    /// <summary>How often a change that names no version is made anew because somebody else changed the connection meanwhile.</summary>
    private const int MaxTries = 10;

    /// <summary>Carries out an administrator's act; one that fails is put on record too.</summary>
    public async Task<T> RunAsync<T>(ClaimsPrincipal user, AuditAction action, ConnectionId? id, Func<Caller, Task<T>> act, CancellationToken cancellationToken)
    {
        AuditSubject? subject = id is { } connection ? AuditSubject.Of(connection) : null;
        Caller caller = await gate.RequireAsync(user, AudienceExportRole.Administrator, action, subject, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(caller, action, subject, () => act(caller)).ConfigureAwait(false);
    }

    /// <summary>Carries out an act of somebody who may use the connection right now, and has at least a role; one that fails is put on record too.</summary>
    public async Task<T> UseAsync<T>(
        ClaimsPrincipal user, AudienceExportRole least, ConnectionId id, Func<Caller, StoredConnection, Task<T>> act, CancellationToken cancellationToken)
    {
        const AuditAction action = AuditAction.UseConnection;
        AuditSubject subject = AuditSubject.Of(id);
        Caller caller = await gate.RequireAsync(user, least, action, subject, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(
            caller,
            action,
            subject,
            async () =>
            {
                StoredConnection stored = await GetAsync(id, cancellationToken).ConfigureAwait(false);
                bool isReady = stored.State != ConnectionState.Draft || caller.Role == AudienceExportRole.Administrator;
                return isReady && Rights.MayUse(caller, stored.Access)
                    ? await act(caller, stored).ConfigureAwait(false)
                    : throw await gate.DenyAsync(caller.Actor, action, subject, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    /// <summary>Puts an act on record that changed nothing of the connection itself.</summary>
    public Task RecordAsync(Caller caller, AuditAction action, StoredConnection connection, string? detail, CancellationToken cancellationToken) =>
        store.AddAuditAsync(
            AuditRecord.Of(timeProvider, caller.Actor, action, AuditSubject.Of(connection.Id, connection.DisplayName), AuditOutcome.Succeeded, detail), cancellationToken);

    /// <exception cref="AudienceExportNotFoundException">There is none.</exception>
    public async Task<StoredConnection> GetAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new AudienceExportNotFoundException($"There is no connection {id}; choose one from the list.");

    /// <summary>Changes a connection from the version that the person saw.</summary>
    /// <exception cref="AudienceExportConcurrencyException">It has another by now.</exception>
    public async Task<StoredConnection> ChangeAsync(
        Caller caller, AuditAction action, ConnectionId id, long version, Func<StoredConnection, StoredConnection> change, CancellationToken cancellationToken)
    {
        StoredConnection stored = await GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (stored.Version != version)
            throw StoreConflict.Changed("connection");
        return await UpdateAsync(caller, action, stored, change(stored), token: null, detail: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a connection whatever its version is, for acts that do not overwrite what somebody else wrote.</summary>
    public Task<StoredConnection> ChangeAsync(Caller caller, AuditAction action, ConnectionId id, Func<StoredConnection, StoredConnection> change, CancellationToken cancellationToken) =>
        ChangeAsync(caller, action, id, stored => Task.FromResult(change(stored)), cancellationToken);

    /// <inheritdoc cref="ChangeAsync(Caller, AuditAction, ConnectionId, Func{StoredConnection, StoredConnection}, CancellationToken)"/>
    public async Task<StoredConnection> ChangeAsync(
        Caller caller, AuditAction action, ConnectionId id, Func<StoredConnection, Task<StoredConnection>> change, CancellationToken cancellationToken, StoredToken? token = null, string? detail = null)
    {
        for (int tries = 1; ; tries++)
        {
            StoredConnection stored = await GetAsync(id, cancellationToken).ConfigureAwait(false);
            StoredConnection changed = await change(stored).ConfigureAwait(false);
            try
            {
                return await UpdateAsync(caller, action, stored, changed, token, detail, cancellationToken).ConfigureAwait(false);
            }
            catch (AudienceExportConcurrencyException) when (tries < MaxTries)
            {
                // Read again what the other one made of it.
            }
        }
    }

    private Task<StoredConnection> UpdateAsync(
        Caller caller, AuditAction action, StoredConnection stored, StoredConnection changed, StoredToken? token, string? detail, CancellationToken cancellationToken)
    {
        detail ??= ConsentEvidence.OfChange(stored.Consent, changed.Consent);
        AuditRecord audit = AuditRecord.Of(timeProvider, caller.Actor, action, AuditSubject.Of(changed.Id, changed.DisplayName), AuditOutcome.Succeeded, detail);
        return store.UpdateConnectionAsync(changed with { UpdatedBy = caller.Actor, UpdatedAt = timeProvider.GetUtcNow() }, audit, token, cancellationToken);
    }
}
