using System.Collections.Concurrent;
using System.Globalization;

namespace Snapchat.AudienceExport.Testing.World;

/// <summary>The organizations, ad accounts and audiences of the simulated Snapchat.</summary>
internal sealed class SimulatedWorld(SnapchatSimulatorOptions options)
{
    public const int MaxAudiencesPerAdAccount = 1000;

    private readonly ConcurrentDictionary<OrganizationId, SimulatedOrganization> _organizations = [];
    private readonly ConcurrentDictionary<AdAccountId, SimulatedAdAccount> _adAccounts = [];
    private readonly ConcurrentDictionary<AudienceId, SimulatedAudience> _audiences = [];
    private long _lastId = 5_677_923_948_000_000;
    private long _lastOrder;

    public IEnumerable<SimulatedOrganization> Organizations => _organizations.Values.OrderBy(organization => organization.Name, StringComparer.Ordinal);

    public SimulatedOrganization AddOrganization(OrganizationId id, string name, IReadOnlyList<string> roles) =>
        _organizations[id] = new SimulatedOrganization(id, name) { Roles = roles };

    public SimulatedAdAccount AddAdAccount(AdAccountId id, SimulatedOrganization organization, string name, IReadOnlyList<string> roles) =>
        _adAccounts[id] = new SimulatedAdAccount(id, organization, name) { Roles = roles };

    public SimulatedOrganization? FindOrganization(string id) =>
        OrganizationId.TryParse(id, null, out OrganizationId parsed) ? _organizations.GetValueOrDefault(parsed) : null;

    public SimulatedAdAccount? FindAdAccount(string id) =>
        AdAccountId.TryParse(id, null, out AdAccountId parsed) ? _adAccounts.GetValueOrDefault(parsed) : null;

    public SimulatedAudience? FindAudience(string id) =>
        AudienceId.TryParse(id, null, out AudienceId parsed) ? _audiences.GetValueOrDefault(parsed) : null;

    public IEnumerable<SimulatedAdAccount> AdAccountsOf(SimulatedOrganization organization) =>
        _adAccounts.Values.Where(account => account.Organization == organization).OrderBy(account => account.Name, StringComparer.Ordinal);

    public IEnumerable<SimulatedAudience> AudiencesOf(SimulatedAdAccount account) =>
        _audiences.Values.Where(audience => audience.AdAccount == account).OrderBy(audience => audience.Order);

    public AudienceId NextAudienceId() => AudienceId.Parse((Interlocked.Add(ref _lastId, 4096)).ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an audience.</summary>
    /// <returns>The audience, or null if there is one with this ID.</returns>
    public SimulatedAudience? TryAddAudience(SimulatedAdAccount account, SnapchatAudience seed)
    {
        SimulatedAudience audience = new(account, seed, Interlocked.Increment(ref _lastOrder), options);
        return _audiences.TryAdd(seed.Id, audience) ? audience : null;
    }

    public bool RemoveAudience(AudienceId id) => _audiences.TryRemove(id, out _);
}
