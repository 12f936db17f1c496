using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>What follows when Snapchat does not accept a refresh token.</summary>
internal sealed class AuthenticationLoss(IAudienceExportStore store, TimeProvider timeProvider)
{
    public static ReauthenticationRequiredException NotAuthenticated() =>
        new("The connection is not authenticated with Snapchat, or was removed; an administrator has to authenticate it.");

    /// <summary>Puts on record that the connection lost its authentication, unless there is a newer one by now.</summary>
    /// <param name="refused">The token that was refused, with the mark of the refresh that failed.</param>
    /// <exception cref="ReauthenticationRequiredException">The authentication is lost. Without it, the token was replaced, or is about to be: read it again.</exception>
    public async Task RecordAsync(StoredToken refused)
    {
        // In this order: whoever authenticates the connection after it was read raises its version.
        StoredConnection connection = await store.FindConnectionAsync(refused.Connection).ConfigureAwait(false) ?? throw NotAuthenticated();
        StoredToken current = await store.FindTokenAsync(refused.Connection).ConfigureAwait(false) ?? throw NotAuthenticated();
        if (current.Version != refused.Version || current.RefreshBegunAt > refused.RefreshBegunAt)
            return;
        if (Lost(connection) is { } lost)
        {
            AuditRecord audit = AuditRecord.Of(timeProvider, SystemPrincipal.Actor, AuditAction.LoseAuthentication, AuditSubject.Of(lost.Id, lost.DisplayName));
            try
            {
                // With the token, so that its version rises: an answer that comes late shall not bring the connection half back.
                await store.UpdateConnectionAsync(lost, audit, current with { AccessToken = null, AccessTokenExpiresAt = null }).ConfigureAwait(false);
            }
            catch (AudienceExportConcurrencyException)
            {
                return;
            }
        }

        throw new ReauthenticationRequiredException($"Snapchat no longer accepts the authentication of connection {connection.DisplayName}; an administrator has to authenticate it again.");
    }

    private StoredConnection? Lost(StoredConnection connection)
    {
        StoredConnection lost = connection.State == ConnectionState.Draft ? connection with { SnapchatAccount = null } : connection with { State = ConnectionState.NeedsReauthentication };
        return lost == connection ? null : lost with { UpdatedBy = SystemPrincipal.Actor, UpdatedAt = timeProvider.GetUtcNow() };
    }
}
