namespace Snapchat.AudienceExport.Storage;

/// <summary>The tokens of a connection, encrypted by <see cref="ISecretProtector"/>.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Version">1 for the first token of a connection, raised by one whenever the token is replaced, by a refresh or by another authentication.</param>
/// <param name="RefreshToken">The refresh token, encrypted.</param>
public sealed record StoredToken(ConnectionId Connection, long Version, byte[] RefreshToken)
{
    /// <summary>Gets the access token, encrypted, or null if there is none.</summary>
    public byte[]? AccessToken { get; init; }

    /// <summary>Gets until when the access token may be used, or null if there is none.</summary>
    public DateTimeOffset? AccessTokenExpiresAt { get; init; }

    /// <summary>Gets when a refresh of this version was begun that has not ended, by the store's clock; null if none.</summary>
    public DateTimeOffset? RefreshBegunAt { get; init; }
}
