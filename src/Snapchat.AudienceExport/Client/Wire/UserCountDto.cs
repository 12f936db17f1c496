namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class UserCountDto
{
    public long? NumberUploadedUsers { get; init; }
}
