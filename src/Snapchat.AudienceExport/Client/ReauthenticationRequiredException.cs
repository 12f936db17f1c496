namespace Snapchat.AudienceExport;

/// <summary>Snapchat no longer accepts the refresh token: a person has to authenticate with Snapchat again.</summary>
public sealed class ReauthenticationRequiredException : AudienceExportException
{
    internal ReauthenticationRequiredException(string message)
        : base(message)
    {
    }
}
