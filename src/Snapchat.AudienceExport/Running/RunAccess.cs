using System.Security.Claims;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Finds exports and runs for those who may do something with them.</summary>
internal sealed class RunAccess(AccessGate gate, IAudienceExportStore store)
{
    /// <summary>Demands any role.</summary>
    public Task<Caller> RequireViewerAsync(ClaimsPrincipal user, AuditSubject? subject, CancellationToken cancellationToken) =>
        gate.RequireAsync(user, AudienceExportRole.Viewer, AuditAction.ViewExports, subject, cancellationToken);

    /// <summary>Demands a role that may edit exports at all.</summary>
    public Task<Caller> RequireEditorAsync(ClaimsPrincipal user, AuditAction action, AuditSubject? subject, CancellationToken cancellationToken) =>
        gate.RequireAsync(user, AudienceExportRole.Contributor, action, subject, cancellationToken);

    /// <summary>Demands the right to edit an export.</summary>
    public async Task<(Caller Caller, StoredExport Export)> RequireEditorAsync(ClaimsPrincipal user, ExportId id, AuditAction action, CancellationToken cancellationToken)
    {
        Caller caller = await RequireEditorAsync(user, action, AuditSubject.Of(id), cancellationToken).ConfigureAwait(false);
        StoredExport export = await store.FindExportAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new AudienceExportNotFoundException($"There is no export {id}; it may have been removed.");
        if (!await MayEditAsync(caller, export, cancellationToken).ConfigureAwait(false))
            throw await gate.DenyAsync(caller.Actor, action, AuditSubject.Of(id, export.Definition.DisplayName), cancellationToken).ConfigureAwait(false);
        return (caller, export);
    }

    /// <summary>Demands the right to edit the export of a run.</summary>
    public async Task<(Caller Caller, StoredRun Run)> RequireEditorAsync(ClaimsPrincipal user, RunId id, AuditAction action, CancellationToken cancellationToken)
    {
        Caller caller = await RequireEditorAsync(user, action, AuditSubject.Of(id), cancellationToken).ConfigureAwait(false);
        StoredRun run = await FindRunAsync(id, cancellationToken).ConfigureAwait(false);
        if (await store.FindExportAsync(run.Record.Export, cancellationToken).ConfigureAwait(false) is not { } export)
            throw NoRun(id);
        if (!await MayEditAsync(caller, export, cancellationToken).ConfigureAwait(false))
            throw await gate.DenyAsync(caller.Actor, action, AuditSubject.Of(id, run.Record.Definition.DisplayName), cancellationToken).ConfigureAwait(false);
        return (caller, run);
    }

    /// <summary>Demands the right to use the connection that a run went through.</summary>
    public async Task<ConnectionId> RequireConnectionAsync(Caller caller, RunRecord run, CancellationToken cancellationToken)
    {
        StoredConnection? connection = run.Definition.Connection is { } id ? await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false) : null;
        if (connection is null)
            throw new AudienceExportNotFoundException($"The connection that run {run.Id} went through was removed; look at the audience in Ads Manager.");
        if (!Rights.MayUse(caller, connection.Access))
            throw await gate.DenyAsync(caller.Actor, AuditAction.UseConnection, AuditSubject.Of(connection.Id), cancellationToken).ConfigureAwait(false);
        return connection.Id;
    }

    /// <summary>Carries out an act that the caller may do, and puts it on record if it fails.</summary>
    public Task<T> RecordFailureAsync<T>(Caller caller, AuditAction action, AuditSubject? subject, Func<Task<T>> act) => gate.RecordFailureAsync(caller, action, subject, act);

    public async Task<StoredRun> FindRunAsync(RunId id, CancellationToken cancellationToken) =>
        await store.FindRunAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NoRun(id);

    private async Task<bool> MayEditAsync(Caller caller, StoredExport export, CancellationToken cancellationToken)
    {
        StoredConnection? connection = export.Definition.Connection is { } id ? await store.FindConnectionAsync(id, cancellationToken).ConfigureAwait(false) : null;
        return Rights.MayEdit(caller, connection);
    }

    private static AudienceExportNotFoundException NoRun(RunId id) => new($"There is no run {id}; it may have been removed with its export, or because it was old.");
}
