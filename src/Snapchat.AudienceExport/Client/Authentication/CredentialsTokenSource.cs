using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>Renews the access token of credentials that the host gave, whose refresh token the host may keep in a store of its own.</summary>
internal sealed class CredentialsTokenSource(
    SnapchatCredentials credentials,
    RateBudget budget,
    TokenEndpoint endpoint,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<CredentialsTokenSource> logger) : IAccessTokenSource
{
    private readonly IRefreshTokenStore _store = credentials.RefreshTokenStore ?? new InMemoryRefreshTokenStore();
    private readonly OAuthApp _app = new(credentials.ClientId, credentials.ClientSecret);

    // The refresh under way, or the latest one.
    private volatile ApiCall? _call;

    // A token that Snapchat returned and the store did not take.
    private SnapchatSecret? _unsaved;

    public string? LastFailure => _call?.LastFailure;

    public async Task<AccessToken> RenewAsync(AccessToken? refused)
    {
        DateTimeOffset start = timeProvider.GetUtcNow();
        SnapchatSecret stored = await ReadStoreAsync().ConfigureAwait(false);
        SnapchatSecret used = _unsaved ?? stored;
        TokenGrant? grant = await RefreshAsync(used).ConfigureAwait(false);
        if (grant is null)
        {
            // Another process may have stored a newer token meanwhile, or a person may have authenticated again.
            _unsaved = null;
            stored = await ReadStoreAsync().ConfigureAwait(false);
            if (!stored.IsSame(used))
            {
                used = stored;
                grant = await RefreshAsync(used).ConfigureAwait(false);
            }
        }

        if (grant is null && !credentials.RefreshToken.IsSame(used))
        {
            // A person may have authenticated again and configured the new token, while the store still has the old one.
            used = credentials.RefreshToken;
            grant = await RefreshAsync(used).ConfigureAwait(false);
        }

        if (grant is null)
            throw new ReauthenticationRequiredException("Snapchat no longer accepts the refresh token; authenticate with Snapchat again and configure the new refresh token.");

        await KeepAsync(grant.RefreshToken ?? used, stored).ConfigureAwait(false);
        logger.AccessTokenRenewed(grant.Lifetime);
        return new AccessToken(grant.AccessToken, start + grant.UsableFor(options.Value.AccessTokenMargin));
    }

    private Task<TokenGrant?> RefreshAsync(SnapchatSecret refreshToken) =>
        endpoint.RefreshAsync(_call = endpoint.NewRefresh(budget), _app, refreshToken, CancellationToken.None);

    private async ValueTask<SnapchatSecret> ReadStoreAsync()
    {
        try
        {
            return await _store.GetAsync(CancellationToken.None).ConfigureAwait(false) ?? credentials.RefreshToken;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw StoreFailed(exception);
        }
    }

    private async ValueTask KeepAsync(SnapchatSecret newest, SnapchatSecret stored)
    {
        if (newest.IsSame(stored))
            return;

        _unsaved = newest;
        try
        {
            await _store.SetAsync(newest, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw StoreFailed(exception);
        }

        _unsaved = null;
        logger.RefreshTokenRotated();
    }

    // Its message may hold the token, and it is not a failure of Snapchat's that a retry would mend.
    private static InvalidOperationException StoreFailed(Exception exception) =>
        new($"The refresh token store failed with {exception.GetType().FullName}; no access token is used before the store works again.");
}
