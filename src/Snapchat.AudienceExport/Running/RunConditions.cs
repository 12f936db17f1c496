using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>What has to hold for a run to start, and to go on.</summary>
internal sealed class RunConditions(IAudienceExportAuthorizer authorizer, ConsentRules consents)
{
    /// <summary>Finds why a run may not start, or null if it may.</summary>
    public async ValueTask<RunEnding?> FindRefusalAsync(RunRecord run, StoredConnection? connection, CancellationToken cancellationToken)
    {
        if (connection is null)
            return RunEndings.NoConnection;
        if (!await MayStillRunAsync(run, connection, cancellationToken).ConfigureAwait(false))
            return RunEndings.AccessLost;

        if (FindObstacle(connection) is { } obstacle)
            return obstacle;
        if (await authorizer.GetRoleAsync(connection.ExportUser!, AudienceExportRole.Administrator, cancellationToken).ConfigureAwait(false) is not AudienceExportRole.Administrator)
            return RunEndings.ExportUserGone;

        // To the engine, no segment means all of them.
        return run.Definition.Segments.Count == 0 ? RunEndings.NoSegments : null;
    }

    /// <summary>Finds why a run under way may not go on, or null if it may. Rights were looked at when it was asked for and when it started, and are not looked at again: a share that ends stops the next run.</summary>
    public RunEnding? FindReasonToStop(StoredExport? export, StoredConnection? connection) =>
        export?.Definition.Connection is null || connection is null ? RunEndings.Detached : FindObstacle(connection);

    private RunEnding? FindObstacle(StoredConnection connection) => connection switch
    {
        { State: ConnectionState.NeedsReauthentication, SnapchatAccount: null } when consents.IsInForce(connection) => RunEndings.AccountUnknown,
        { State: ConnectionState.NeedsReauthentication } => RunEndings.ReauthenticationRequired,
        _ when !consents.IsInForce(connection) => RunEndings.NoConsent,
        { State: ConnectionState.Draft } => RunEndings.ConnectionDraft,
        { ExportUser: null } => RunEndings.NoExportUser,
        _ => null,
    };

    private async ValueTask<bool> MayStillRunAsync(RunRecord run, StoredConnection connection, CancellationToken cancellationToken)
    {
        // Schedules belong to the export, not to a person: they go on when sharing is withdrawn.
        if (run.Trigger is RunTrigger.SystemRefresh or RunTrigger.Schedule)
            return true;
        AudienceExportRole? role = await authorizer.GetRoleAsync(run.RequestedBy, run.RequestedAs, cancellationToken).ConfigureAwait(false);
        return Rights.MayUse(run.RequestedBy, role, connection.Access);
    }
}
