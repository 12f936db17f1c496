namespace Snapchat.AudienceExport.Testing.Authentication;

/// <summary>What the token endpoint gives. A class, not a record: nothing shall print it.</summary>
internal sealed class IssuedTokens(string accessToken, string refreshToken)
{
    public string AccessToken => accessToken;

    public string RefreshToken => refreshToken;
}
