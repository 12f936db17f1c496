namespace Snapchat.AudienceExport.Testing.World;

/// <summary>An ad account, and what the simulated user may do in it.</summary>
internal sealed class SimulatedAdAccount(AdAccountId id, SimulatedOrganization organization, string name)
{
    public AdAccountId Id => id;

    public SimulatedOrganization Organization => organization;

    public string Name => name;

    public string Status { get; set; } = "ACTIVE";

    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>Whether the user reads and writes its audiences.</summary>
    public bool AllowsAudiences => organization.Roles.Contains("admin", StringComparer.Ordinal)
        || Roles.Contains("admin", StringComparer.Ordinal)
        || Roles.Contains("audience", StringComparer.Ordinal);
}
