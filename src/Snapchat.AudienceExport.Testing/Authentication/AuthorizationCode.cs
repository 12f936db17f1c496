namespace Snapchat.AudienceExport.Testing.Authentication;

/// <summary>What an authorization page hands out, to be exchanged once.</summary>
internal sealed class AuthorizationCode(string redirectUri, DateTimeOffset expiresAt)
{
    public string RedirectUri => redirectUri;

    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>The consent it was exchanged for, or null while it is unused.</summary>
    public Grant? Grant { get; set; }
}
