namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class UsersAnswer
{
    public IReadOnlyList<UsersPart?>? Users { get; init; }
}
