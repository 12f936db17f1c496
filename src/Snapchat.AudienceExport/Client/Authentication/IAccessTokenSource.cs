namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>Where the access tokens of one connection come from. <see cref="AccessTokenProvider"/> asks one question at a time.</summary>
internal interface IAccessTokenSource
{
    /// <summary>How the latest attempt to renew the token ended that was given up; null if none was.</summary>
    string? LastFailure { get; }

    /// <summary>Gets a token that may be used now.</summary>
    /// <param name="refused">A token that Snapchat refused and that is not to be returned, or null.</param>
    /// <returns>The token; whatever it was bought with is durable.</returns>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the refresh token.</exception>
    Task<AccessToken> RenewAsync(AccessToken? refused);
}
