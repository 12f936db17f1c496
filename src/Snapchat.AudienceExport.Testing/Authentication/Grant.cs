namespace Snapchat.AudienceExport.Testing.Authentication;

/// <summary>One consent of a person to the app: a chain of refresh tokens, of which the newest is valid.</summary>
internal sealed class Grant(string refreshToken)
{
    public string RefreshToken { get; set; } = refreshToken;

    public bool IsRevoked { get; set; }
}
