using System.Text.Json.Nodes;
using Snapchat.AudienceExport.Testing.World;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>The user, its organizations and their ad accounts.</summary>
internal sealed class AccountEndpoints(SimulatedWorld world, Envelope envelope, SnapchatAssumptions assumptions)
{
    public PendingOperation GetCurrentUser(Exchange exchange) => new(() => envelope.Success(exchange.RequestId, new JsonObject
    {
        ["me"] = EntityJson.Me(world.Organizations.FirstOrDefault()),
        ["members"] = new JsonArray([.. world.Organizations.Skip(1).Select(EntityJson.Member)]),
    }));

    public PendingOperation GetOrganizations(Exchange exchange) => new(() =>
    {
        bool withAdAccounts = string.Equals(exchange.Request.Query["with_ad_accounts"], "true", StringComparison.OrdinalIgnoreCase);
        return envelope.Parts(exchange.RequestId, "organizations", "organization",
            [.. world.Organizations.Select(organization => SubResult.Success(EntityJson.Organization(organization, withAdAccounts ? world.AdAccountsOf(organization) : null)))]);
    });

    public PendingOperation GetOrganization(Exchange exchange) => new(() => world.FindOrganization(exchange.Route.Id) is { } organization
        ? envelope.Parts(exchange.RequestId, "organizations", "organization", [SubResult.Success(EntityJson.Organization(organization, null))])
        : envelope.NotFound(exchange.RequestId));

    public PendingOperation GetAdAccounts(Exchange exchange) => new(() =>
    {
        if (world.FindOrganization(exchange.Route.Id) is not { } organization)
            return envelope.NotFound(exchange.RequestId);
        SimulatedAdAccount[] all = [.. world.AdAccountsOf(organization)];
        return Page.TryTake(exchange.Request, all, assumptions.ForeignPageLinks, out IReadOnlyList<SimulatedAdAccount> page, out JsonObject paging)
            ? envelope.Parts(exchange.RequestId, "adaccounts", "adaccount", [.. page.Select(account => SubResult.Success(EntityJson.AdAccount(account)))], paging)
            : envelope.Malformed(exchange.RequestId, "limit must be 50 to 1000, and cursor one that was given out");
    });

    public PendingOperation GetAdAccount(Exchange exchange) => new(() => world.FindAdAccount(exchange.Route.Id) is { } account
        ? envelope.Parts(exchange.RequestId, "adaccounts", "adaccount", [SubResult.Success(EntityJson.AdAccount(account))])
        : envelope.NotFound(exchange.RequestId));
}
