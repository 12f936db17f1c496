namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class OrganizationPart
{
    public OrganizationDto? Organization { get; init; }
}
