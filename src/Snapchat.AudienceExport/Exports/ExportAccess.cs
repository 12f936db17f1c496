using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Finds exports and connections for those who may act on them, and denies on record to all others.</summary>
internal sealed class ExportAccess(AccessGate gate, IAudienceExportStore store)
{
    /// <summary>Lets a person act who has the role. Who has not is denied on record, and an act that fails is put on record too.</summary>
    public async Task<T> ActAsync<T>(ClaimsPrincipal user, AudienceExportRole least, AuditAction action, AuditSubject? subject, Func<Caller, Task<T>> act, CancellationToken cancellationToken)
    {
        Caller caller = await gate.RequireAsync(user, least, action, subject, cancellationToken).ConfigureAwait(false);
        return await gate.RecordFailureAsync(caller, action, subject, () => act(caller)).ConfigureAwait(false);
    }

    /// <summary>Finds an export that the person may edit.</summary>
    public async Task<StoredExport> FindForEditAsync(Caller caller, ExportId id, AuditAction action, CancellationToken cancellationToken)
    {
        StoredExport export = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        StoredConnection? connection = export.Definition.Connection is { } used ? await store.FindConnectionAsync(used, cancellationToken).ConfigureAwait(false) : null;
        return Rights.MayEdit(caller, connection)
            ? export
            : throw await gate.DenyAsync(caller.Actor, action, AuditSubject.Of(id, export.Definition.DisplayName), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds an export that anybody may see.</summary>
    public async Task<StoredExport> FindAsync(ExportId id, CancellationToken cancellationToken) =>
        await store.FindExportAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new AudienceExportNotFoundException($"There is no export {id}; it may have been removed.");

    /// <summary>Finds a connection that the person may use.</summary>
    public async Task<StoredConnection> FindForUseAsync(Caller caller, ConnectionId id, AuditAction action, CancellationToken cancellationToken)
    {
        StoredConnection connection = await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new AudienceExportNotFoundException($"There is no connection {id}; it may have been removed.");
        return Rights.MayUse(caller, connection.Access)
            ? connection
            : throw await gate.DenyAsync(caller.Actor, action, AuditSubject.Of(id), cancellationToken).ConfigureAwait(false);
    }
}
