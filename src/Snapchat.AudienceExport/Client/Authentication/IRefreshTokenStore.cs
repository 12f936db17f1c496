namespace Snapchat.AudienceExport;

/// <summary>Keeps the refresh token of one connection across restarts; what a host implements where Snapchat's tokens live in its own vault.</summary>
/// <remarks>Without one, the token given with the credentials is used, and a newer one lives in memory only. Store protected bytes, never the token in clear.</remarks>
public interface IRefreshTokenStore
{
    /// <summary>Gets the newest refresh token.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The token, or null if none was stored, in which case the one of the credentials is used.</returns>
    ValueTask<SnapchatSecret?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a refresh token that Snapchat returned in place of the former one. Called before the access token that came with it is used.</summary>
    /// <param name="refreshToken">The new token.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>A task that ends when the token is durable. If it throws, the access token is not used and the call fails.</returns>
    ValueTask SetAsync(SnapchatSecret refreshToken, CancellationToken cancellationToken);
}
