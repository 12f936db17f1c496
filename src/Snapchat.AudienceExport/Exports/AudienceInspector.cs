using System.Net;
using Snapchat.AudienceExport.Connections;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Asks Snapchat whether an export could write to an audience.</summary>
internal sealed class AudienceInspector(IConnectionClients clients)
{
    private static readonly string[] ManagingRoles = ["admin", "audience"];

    public async Task<AudienceCheck> InspectAsync(ConnectionId connection, AudienceId id, CancellationToken cancellationToken)
    {
        ISnapchatAudienceClient client = clients.For(connection);
        SnapchatAudience audience;
        try
        {
            audience = await client.GetAudienceAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (SnapchatApiException exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return new AudienceCheck(null, exception.Message);
        }

        if (audience.SourceType != AudienceSourceType.FirstParty)
            return new AudienceCheck(audience, $"Audience {id} is of type {audience.SourceType} and takes no uploads; choose a customer list ({AudienceSourceType.FirstParty}).");
        return await IsKnownToBeReadOnlyAsync(client, audience, cancellationToken).ConfigureAwait(false)
            ? new AudienceCheck(audience, $"Audience {id} can be seen, but not written to, by the Snapchat user of the connection; that user needs the role admin or audience on the ad account.")
            : new AudienceCheck(audience, null);
    }

    // Roles are all that tells it without a write; where an answer holds none, only the run itself can tell.
    private static async Task<bool> IsKnownToBeReadOnlyAsync(ISnapchatAudienceClient client, SnapchatAudience audience, CancellationToken cancellationToken)
    {
        if (audience.AdAccount is not { } id)
            return false;
        await foreach (SnapchatOrganization organization in client.GetOrganizationsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (organization.AdAccounts.FirstOrDefault(account => account.Id == id) is { } account)
                return account.Roles.Count > 0 && !MayManage(account.Roles) && !organization.Roles.Contains("admin", StringComparer.OrdinalIgnoreCase);
        }

        return false;
    }

    private static bool MayManage(IReadOnlyList<string> roles) => roles.Intersect(ManagingRoles, StringComparer.OrdinalIgnoreCase).Any();
}
