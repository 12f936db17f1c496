using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Renews the access token of a stored connection. All processes share the tokens through the store, and one of them refreshes at a time.</summary>
internal sealed class ConnectionTokenSource(
    ConnectionId connection,
    RateBudget budget,
    IAudienceExportStore store,
    TokenVault vault,
    TokenEndpoint endpoint,
    AuthenticationLoss loss,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<ConnectionTokenSource> logger) : IAccessTokenSource
{
    /// <summary>After this time the store is read again, so that another authentication and a removal are noticed in every process.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    /// <summary>The lease outlasts the call, and lets others go on soon where a process died.</summary>
    private static readonly TimeSpan MaxRefresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MaxPoll = TimeSpan.FromMilliseconds(500);

    /// <summary>How long new tokens are offered to a store that does not take them; after that, whenever somebody needs one.</summary>
    private static readonly TimeSpan MaxSaving = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MinSaveDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxSaveDelay = TimeSpan.FromSeconds(2);

    private readonly string _leaseName = $"token:{connection}";

    // The refresh under way, or the latest one.
    private volatile ApiCall? _call;

    // Tokens that Snapchat gave and the store did not take. Until it does, the lease is kept: nobody else shall use the former ones.
    private (StoredToken Token, StoredLease Lease)? _unsaved;

    public string? LastFailure => _call?.LastFailure;

    private TimeSpan Deadline => Earlier(options.Value.CallDeadline, MaxRefresh);

    private TimeSpan LeaseDuration => Deadline + LeaseMargin;

    public async Task<AccessToken> RenewAsync(AccessToken? refused)
    {
        if (_unsaved is { Lease: var kept })
        {
            await SaveAsync().ConfigureAwait(false);
            await store.ReleaseLeaseAsync(kept).ConfigureAwait(false);
        }

        for (int attempt = 0; ; attempt++)
        {
            if (await TryReadAsync(await ReadAsync().ConfigureAwait(false), refused).ConfigureAwait(false) is { } shared)
                return shared;

            long asked = timeProvider.GetTimestamp();
            if (await store.TryAcquireLeaseAsync(_leaseName, Guid.NewGuid().ToString("N"), LeaseDuration).ConfigureAwait(false) is not { } lease)
            {
                await Task.Delay(RetryDelay.Of(Math.Min(attempt, 10), MinPoll, MaxPoll, Random.Shared.NextDouble()), timeProvider).ConfigureAwait(false);
                continue;
            }

            try
            {
                if (await TryRefreshAsync(refused, lease, asked).ConfigureAwait(false) is { } renewed)
                    return renewed;
            }
            finally
            {
                if (_unsaved is null)
                    await store.ReleaseLeaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <returns>The token; null if the stored one was replaced meanwhile, so that it has to be read again.</returns>
    private async Task<AccessToken?> TryRefreshAsync(AccessToken? refused, StoredLease lease, long asked)
    {
        // While this process waited for the lease, another one may have refreshed.
        StoredToken stored = await ReadAsync().ConfigureAwait(false);
        if (await TryReadAsync(stored, refused).ConfigureAwait(false) is { } shared)
            return shared;
        if (await store.TryMarkRefreshAsync(connection, stored.Version).ConfigureAwait(false) is not { RefreshBegunAt: { } begunAt } marked)
            return null;

        // The lease has run since it was asked for, and the store may have taken its time: the call has to end before it.
        TimeSpan remaining = Deadline - timeProvider.GetElapsedTime(asked);
        if (remaining <= TimeSpan.Zero)
            throw new AudienceExportStoreException("The store took so long that the access token could not be renewed under its lease; look after the store's load.") { IsTransient = true };
        DateTimeOffset start = timeProvider.GetUtcNow();
        _call = endpoint.NewRefresh(budget, remaining);
        OAuthApp app = OAuthApp.Of(options.Value);
        if (await endpoint.RefreshAsync(_call, app, vault.Open(marked.RefreshToken), CancellationToken.None).ConfigureAwait(false) is not { } grant)
        {
            await loss.RecordAsync(marked).ConfigureAwait(false);
            return null;
        }

        TimeSpan usableFor = grant.UsableFor(options.Value.AccessTokenMargin);
        _unsaved = (vault.Seal(marked, grant, begunAt + usableFor), lease);
        if (!await SaveAsync().ConfigureAwait(false))
            return null;

        logger.AccessTokenRenewed(grant.Lifetime);
        return new AccessToken(grant.AccessToken, start + Earlier(usableFor, MaxAge));
    }

    /// <summary>Stores new tokens, and does not give up soon: where Snapchat rotates refresh tokens, this is the only copy of the one that works.</summary>
    /// <returns>Whether the store took the tokens; what came of another authentication or a removal meanwhile goes before them.</returns>
    private async Task<bool> SaveAsync()
    {
        (StoredToken token, StoredLease lease) = _unsaved!.Value;
        long start = timeProvider.GetTimestamp();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                if (attempt > 0)
                    await store.TryRenewLeaseAsync(lease, LeaseDuration).ConfigureAwait(false);

                // Without the lease too: the store takes the tokens unless others were stored.
                bool saved = await store.TryReplaceTokenAsync(token).ConfigureAwait(false);
                _unsaved = null;
                return saved;
            }
            catch (AudienceExportStoreException exception) when (timeProvider.GetElapsedTime(start) < MaxSaving)
            {
                logger.TokensNotStored(connection, exception.Message);
            }

            await Task.Delay(RetryDelay.Of(Math.Min(attempt, 10), MinSaveDelay, MaxSaveDelay, Random.Shared.NextDouble()), timeProvider).ConfigureAwait(false);
        }
    }

    private async Task<StoredToken> ReadAsync() =>
        await store.FindTokenAsync(connection).ConfigureAwait(false) ?? throw AuthenticationLoss.NotAuthenticated();

    /// <returns>The access token that some process stored, if it may be used still.</returns>
    private async Task<AccessToken?> TryReadAsync(StoredToken stored, AccessToken? refused)
    {
        if (stored is not { AccessToken: { } sealedToken, AccessTokenExpiresAt: { } expiresAt })
            return null;

        // By the store's clock, which all processes share.
        TimeSpan remaining = expiresAt - await store.GetTimeAsync().ConfigureAwait(false);
        if (remaining <= TimeSpan.Zero)
            return null;
        AccessToken token = new(vault.Open(sealedToken), timeProvider.GetUtcNow() + Earlier(remaining, MaxAge));
        return refused?.IsSame(token) == true ? null : token;
    }

    private static TimeSpan Earlier(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
