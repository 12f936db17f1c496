namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>An access token; whatever prints it gets a placeholder.</summary>
internal sealed class AccessToken(string value, DateTimeOffset renewAt)
{
    /// <summary>From when on it is renewed before use.</summary>
    public DateTimeOffset RenewAt { get; } = renewAt;

    public string Reveal() => value;

    public override string ToString() => "[access token]";
}
