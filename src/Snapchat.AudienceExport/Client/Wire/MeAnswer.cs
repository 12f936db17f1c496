namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class MeAnswer
{
    public MeDto? Me { get; init; }
}
