namespace Snapchat.AudienceExport.Client.Authentication;

/// <summary>An access token; whatever prints it gets a placeholder.</summary>
internal sealed class AccessToken(SnapchatSecret value, DateTimeOffset renewAt)
{
    /// <summary>From when on it is renewed before use.</summary>
    public DateTimeOffset RenewAt { get; } = renewAt;

    public SnapchatSecret Value { get; } = value;

    public bool IsSame(AccessToken other) => Value.IsSame(other.Value);

    public override string ToString() => "[access token]";
}
