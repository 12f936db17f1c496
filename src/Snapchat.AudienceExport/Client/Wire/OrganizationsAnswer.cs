namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class OrganizationsAnswer
{
    public IReadOnlyList<OrganizationPart?>? Organizations { get; init; }

    public Paging? Paging { get; init; }
}
