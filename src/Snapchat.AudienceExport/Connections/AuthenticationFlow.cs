using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>How a connection gets its tokens: through Snapchat's page, or from a refresh token that was obtained elsewhere.</summary>
internal sealed class AuthenticationFlow(
    IAudienceExportStore store,
    ConnectionActs acts,
    ConnectionClients clients,
    TokenVault vault,
    TokenEndpoint endpoint,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider)
{
    private const string Scope = "snapchat-marketing-api";
    private const int StateBytes = 32;
    private static readonly TimeSpan StateLife = TimeSpan.FromMinutes(10);

    public async Task<Uri> BeginAsync(Caller caller, ConnectionId id, CancellationToken cancellationToken)
    {
        (OAuthApp app, Uri redirectUri) = RequireApp();
        StoredConnection connection = await acts.GetAsync(id, cancellationToken).ConfigureAwait(false);
        string state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StateBytes));
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        await store.AddAuthenticationAsync(
            new StoredAuthentication(Hash(state), id, caller.Actor.Id, now + StateLife),
            AuditRecord.Of(timeProvider, caller.Actor, AuditAction.BeginAuthentication, AuditSubject.Of(id, connection.DisplayName)),
            cancellationToken).ConfigureAwait(false);
        return SnapchatHttp.At(
            options.Value.AccountsBaseAddress,
            $"login/oauth2/authorize?response_type=code&client_id={Uri.EscapeDataString(app.ClientId)}&redirect_uri={Uri.EscapeDataString(redirectUri.OriginalString)}&scope={Scope}&state={state}");
    }

    /// <summary>Takes the authentication that a state stands for out of the store, whether or not it is any good.</summary>
    public Task<StoredAuthentication?> TakeAsync(string state, CancellationToken cancellationToken) => store.TakeAuthenticationAsync(Hash(state), cancellationToken);

    public async Task<StoredConnection> CompleteAsync(Caller caller, StoredAuthentication? begun, string? code, CancellationToken cancellationToken)
    {
        if (begun is null)
            throw Refused("This authentication was completed already or never begun; begin a new one.");
        if (!string.Equals(begun.ActorId, caller.Actor.Id, StringComparison.Ordinal))
            throw Refused("This authentication was begun by somebody else; begin one of your own.");
        if (begun.ExpiresAt <= await store.GetTimeAsync(cancellationToken).ConfigureAwait(false))
            throw Refused("This authentication was begun more than 10 minutes ago; begin a new one.");
        if (string.IsNullOrEmpty(code))
            throw new AudienceExportValidationException("Code", "Snapchat's page gave no authorization; begin again, and allow the access there.");

        (OAuthApp app, Uri redirectUri) = RequireApp();
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        TokenGrant grant = await endpoint.ExchangeAsync(app, code, redirectUri, clients.BudgetOf(begun.Connection), cancellationToken).ConfigureAwait(false);
        return await KeepAsync(caller, AuditAction.CompleteAuthentication, begun.Connection, grant, grant.RefreshToken!, now, cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredConnection> ImportAsync(Caller caller, ConnectionId id, SnapchatSecret refreshToken, CancellationToken cancellationToken)
    {
        await acts.GetAsync(id, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
        ApiCall call = endpoint.NewRefresh(clients.BudgetOf(id));
        TokenGrant grant = await endpoint.RefreshAsync(call, OAuthApp.Of(options.Value), refreshToken, cancellationToken).ConfigureAwait(false)
            ?? throw new ReauthenticationRequiredException("Snapchat does not accept this refresh token; obtain another one, or authenticate in a browser.");
        return await KeepAsync(caller, AuditAction.ImportRefreshToken, id, grant, grant.RefreshToken ?? refreshToken, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks Snapchat whose the tokens of a connection are, and writes it down. An account that the consent is not for takes it away.</summary>
    public Task<StoredConnection> IdentifyAsync(Caller caller, AuditAction action, ConnectionId id, CancellationToken cancellationToken) =>
        acts.ChangeAsync(
            caller,
            action,
            id,
            async connection =>
            {
                // Asked anew at each try: who replaces the tokens meanwhile changes the connection.
                clients.Forget(id);
                SnapchatUser account = await clients.For(id).GetCurrentUserAsync(cancellationToken).ConfigureAwait(false);
                return connection with
                {
                    SnapchatAccount = account,
                    Consent = ConsentFor(account, connection.Consent),
                    State = connection.State == ConnectionState.NeedsReauthentication ? ConnectionState.Active : connection.State,
                };
            },
            cancellationToken);

    // The tokens are durable before they are used, be it only to ask whose they are. Until that is known, nothing goes through the connection.
    private async Task<StoredConnection> KeepAsync(
        Caller caller, AuditAction action, ConnectionId id, TokenGrant grant, SnapchatSecret refreshToken, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StoredToken token = vault.Seal(id, grant, refreshToken, now + grant.UsableFor(options.Value.AccessTokenMargin));
        await acts.ChangeAsync(
            caller,
            action,
            id,
            static connection => Task.FromResult(connection with
            {
                SnapchatAccount = null,
                State = connection.State == ConnectionState.Draft ? ConnectionState.Draft : ConnectionState.NeedsReauthentication,
            }),
            CancellationToken.None,
            token,
            "Snapchat gave tokens; next it is asked whose they are.").ConfigureAwait(false);
        return await IdentifyAsync(caller, action, id, cancellationToken).ConfigureAwait(false);
    }

    private static ConsentRecord? ConsentFor(SnapchatUser account, ConsentRecord? consent) =>
        consent is not null && (consent.SnapchatAccount is not { } agreed || string.Equals(agreed, account.Id, StringComparison.Ordinal)) ? consent with { SnapchatAccount = account.Id } : null;

    private (OAuthApp App, Uri RedirectUri) RequireApp()
    {
        SnapchatAudienceExportOptions current = options.Value;
        if (current.RedirectUri is { } redirectUri)
            return (OAuthApp.Of(current), redirectUri);
        throw new AudienceExportValidationException(
        [
            .. OAuthApp.Missing(current),
            new(nameof(current.RedirectUri), "Set RedirectUri in the options to the redirect address registered for the OAuth app."),
        ]);
    }

    private static AudienceExportValidationException Refused(string message) => new("State", message);

    private static byte[] Hash(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));
}
