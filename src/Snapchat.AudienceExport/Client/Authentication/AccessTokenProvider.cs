namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>The access token of one connection. However many callers ask, one renewal is under way at a time.</summary>
internal sealed class AccessTokenProvider(IAccessTokenSource source, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private AccessToken? _current;
    private Task<AccessToken>? _renewal;

    /// <summary>Whether the renewal under way began before the tokens were replaced by other means, so that its token is not to be used.</summary>
    private bool _isOutdated;

    /// <inheritdoc cref="IAccessTokenSource.LastFailure"/>
    public string? LastFailure => source.LastFailure;

    public Task<AccessToken> GetAsync(CancellationToken cancellationToken) => GetAsync(refused: null, cancellationToken);

    /// <summary>Gets another token than one that Snapchat refused; if somebody has already renewed that, no further renewal is made.</summary>
    public Task<AccessToken> RenewAsync(AccessToken refused, CancellationToken cancellationToken) => GetAsync(refused, cancellationToken);

    /// <summary>Lets the next caller ask the source, since the tokens were replaced by other means.</summary>
    public void Forget()
    {
        lock (_lock)
            (_current, _isOutdated) = (null, _renewal is not null);
    }

    private async Task<AccessToken> GetAsync(AccessToken? refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<AccessToken> renewal;
            bool joined;
            bool outdated;
            lock (_lock)
            {
                if (_current is { } current && current != refused && timeProvider.GetUtcNow() < current.RenewAt)
                    return current;

                // Started on the pool and without the caller's token: the other callers outlive this one.
                (joined, outdated) = (_renewal is not null, _isOutdated);
                renewal = _renewal ??= Task.Run(() => AskAsync(refused), CancellationToken.None);
            }

            if (outdated)
            {
                await ((Task)renewal).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                continue;
            }

            AccessToken token = await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);

            // A renewal that somebody began who did not know of the refusal may bring the same token back.
            if (!joined || refused is null || !token.IsSame(refused))
                return token;
        }
    }

    private async Task<AccessToken> AskAsync(AccessToken? refused)
    {
        AccessToken? renewed = null;
        try
        {
            return renewed = await source.RenewAsync(refused).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _current = _isOutdated ? null : renewed ?? _current;
                (_renewal, _isOutdated) = (null, false);
            }
        }
    }
}
