using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Client.Wire;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>The access token of one connection. However many callers ask, one refresh is under way at a time.</summary>
internal sealed class AccessTokenProvider(
    SnapchatCredentials credentials,
    RateBudget budget,
    TokenEndpoint endpoint,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<AccessTokenProvider> logger)
{
    /// <summary>What to assume where Snapchat does not say: the shorter of the two lifetimes it is known to have used.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(30);

    private readonly IRefreshTokenStore _store = credentials.RefreshTokenStore ?? new InMemoryRefreshTokenStore();
    private readonly Lock _lock = new();
    private AccessToken? _current;
    private Task<AccessToken>? _refresh;

    // The refresh under way, or the latest one.
    private volatile ApiCall? _call;

    // A token that Snapchat returned and the store did not take; only a refresh, of which there is one, touches it.
    private SnapchatSecret? _unsaved;

    /// <summary>How the latest attempt to renew the token ended that was given up; null if none was.</summary>
    public string? LastFailure => _call?.LastFailure;

    public Task<AccessToken> GetAsync(CancellationToken cancellationToken) => GetAsync(refused: null, cancellationToken);

    /// <summary>Gets another token than one that Snapchat refused; if somebody has already renewed that, no further refresh is made.</summary>
    public Task<AccessToken> RenewAsync(AccessToken refused, CancellationToken cancellationToken) => GetAsync(refused, cancellationToken);

    private Task<AccessToken> GetAsync(AccessToken? refused, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_current is { } current && current != refused && timeProvider.GetUtcNow() < current.RenewAt)
                return Task.FromResult(current);

            // Started on the pool and without the caller's token: the other callers outlive this one.
            _refresh ??= Task.Run(RefreshAsync, CancellationToken.None);
            return _refresh.WaitAsync(cancellationToken);
        }
    }

    private async Task<AccessToken> RefreshAsync()
    {
        AccessToken? renewed = null;
        try
        {
            return renewed = await RequestAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _current = renewed ?? _current;
                _refresh = null;
            }
        }
    }

    private async Task<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset start = timeProvider.GetUtcNow();
        SnapchatSecret stored = await ReadStoreAsync(cancellationToken).ConfigureAwait(false);
        SnapchatSecret used = _unsaved ?? stored;
        TokenAnswer? answer = await RefreshAsync(used, cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            // Another process may have stored a newer token meanwhile, or a person may have authenticated again.
            _unsaved = null;
            stored = await ReadStoreAsync(cancellationToken).ConfigureAwait(false);
            if (!IsSame(stored, used))
            {
                used = stored;
                answer = await RefreshAsync(used, cancellationToken).ConfigureAwait(false);
            }
        }

        if (answer is null && !IsSame(credentials.RefreshToken, used))
        {
            // A person may have authenticated again and configured the new token, while the store still has the old one.
            used = credentials.RefreshToken;
            answer = await RefreshAsync(used, cancellationToken).ConfigureAwait(false);
        }

        if (answer is null)
            throw new ReauthenticationRequiredException("Snapchat no longer accepts the refresh token; authenticate with Snapchat again and configure the new refresh token.");

        SnapchatSecret newest = answer.RefreshToken is { } returned && !string.IsNullOrWhiteSpace(returned) ? new(returned) : used;
        await KeepAsync(newest, stored, cancellationToken).ConfigureAwait(false);
        return ToAccessToken(answer, start);
    }

    private Task<TokenAnswer?> RefreshAsync(SnapchatSecret refreshToken, CancellationToken cancellationToken) =>
        endpoint.RefreshAsync(_call = endpoint.NewCall(budget), credentials, refreshToken, cancellationToken);

    private async ValueTask<SnapchatSecret> ReadStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _store.GetAsync(cancellationToken).ConfigureAwait(false) ?? credentials.RefreshToken;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw StoreFailed(exception);
        }
    }

    private async ValueTask KeepAsync(SnapchatSecret newest, SnapchatSecret stored, CancellationToken cancellationToken)
    {
        if (IsSame(newest, stored))
            return;

        _unsaved = newest;
        try
        {
            await _store.SetAsync(newest, cancellationToken).ConfigureAwait(false);
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

    private AccessToken ToAccessToken(TokenAnswer answer, DateTimeOffset start)
    {
        TimeSpan lifetime = answer.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.SecondsPerDay)) : DefaultLifetime;
        TimeSpan margin = options.Value.AccessTokenMargin < lifetime / 2 ? options.Value.AccessTokenMargin : lifetime / 2;
        logger.AccessTokenRenewed(lifetime);
        return new AccessToken(answer.AccessToken!, start + lifetime - margin);
    }

    private static bool IsSame(SnapchatSecret left, SnapchatSecret right) => string.Equals(left.Reveal(), right.Reveal(), StringComparison.Ordinal);
}
