namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class UsersPart
{
    public UserCountDto? User { get; init; }
}
