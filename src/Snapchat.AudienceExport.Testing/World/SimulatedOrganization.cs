namespace Snapchat.AudienceExport.Testing.World;

/// <summary>An organization, and what the simulated user may do in it.</summary>
internal sealed class SimulatedOrganization(OrganizationId id, string name)
{
    public OrganizationId Id => id;

    public string Name => name;

    public IReadOnlyList<string> Roles { get; set; } = [];
}
