namespace Snapchat.AudienceExport;

/// <summary>Who a client acts as: the OAuth app and a person's consent to it. Keep one instance per connection.</summary>
public sealed class SnapchatCredentials
{
    /// <summary>Initializes credentials.</summary>
    /// <param name="clientId">The client ID of the OAuth app, from Business Manager.</param>
    /// <param name="clientSecret">The client secret of the OAuth app.</param>
    /// <param name="refreshToken">The refresh token that Snapchat gave when a person consented.</param>
    /// <param name="refreshTokenStore">Where a newer refresh token is kept, or null to keep it in memory.</param>
    /// <exception cref="ArgumentException"><paramref name="clientId"/> is empty.</exception>
    public SnapchatCredentials(string clientId, SnapchatSecret clientSecret, SnapchatSecret refreshToken, IRefreshTokenStore? refreshTokenStore = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentNullException.ThrowIfNull(clientSecret);
        ArgumentNullException.ThrowIfNull(refreshToken);
        ClientId = clientId;
        ClientSecret = clientSecret;
        RefreshToken = refreshToken;
        RefreshTokenStore = refreshTokenStore;
    }

    /// <summary>Gets the client ID of the OAuth app.</summary>
    public string ClientId { get; }

    /// <summary>Gets the client secret of the OAuth app.</summary>
    public SnapchatSecret ClientSecret { get; }

    /// <summary>Gets the refresh token to begin with.</summary>
    public SnapchatSecret RefreshToken { get; }

    /// <summary>Gets where a newer refresh token is kept, or null if in memory.</summary>
    public IRefreshTokenStore? RefreshTokenStore { get; }
}
