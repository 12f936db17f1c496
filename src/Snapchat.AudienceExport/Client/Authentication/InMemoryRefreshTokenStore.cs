namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>Keeps a newer refresh token until the process ends.</summary>
internal sealed class InMemoryRefreshTokenStore : IRefreshTokenStore
{
    private volatile SnapchatSecret? _refreshToken;

    public ValueTask<SnapchatSecret?> GetAsync(CancellationToken cancellationToken) => new(_refreshToken);

    public ValueTask SetAsync(SnapchatSecret refreshToken, CancellationToken cancellationToken)
    {
        _refreshToken = refreshToken;
        return ValueTask.CompletedTask;
    }
}
