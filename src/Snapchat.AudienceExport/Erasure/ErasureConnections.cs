using System.Net;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>
/// Finds a connection that reaches an audience: first those of exports to it, then any other that is active. Consent is not asked for, since it may have been withdrawn
/// for the very reason that people are to be taken out.
/// </summary>
internal sealed class ErasureConnections(IAudienceExportStore store, IConnectionClients clients)
{
    /// <param name="audience">The audience.</param>
    /// <param name="adAccount">The ad account it was last seen in, or null if that is not known.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ErasureRoute> FindAsync(AudienceId audience, AdAccountId? adAccount, CancellationToken cancellationToken)
    {
        HashSet<ConnectionId> named =
        [
            .. (await store.GetExportsAsync(cancellationToken).ConfigureAwait(false))
                .Where(export => export.Definition.Audience == audience).Select(static export => export.Definition.Connection).OfType<ConnectionId>(),
        ];
        StoredConnection[] usable = [.. (await store.GetConnectionsAsync(cancellationToken).ConfigureAwait(false)).Where(static connection => connection.State != ConnectionState.Draft)];
        List<ErasureFailure> failures = [];
        foreach (StoredConnection connection in usable.OrderByDescending(connection => named.Contains(connection.Id)))
        {
            ErasureFailure? failure = connection.State == ConnectionState.Active
                ? await TryAsync(clients.For(connection.Id), audience, adAccount, cancellationToken).ConfigureAwait(false)
                : new(AudienceErasureStatus.NeedsReauthentication, $"Snapchat no longer accepts the authentication of connection {connection.DisplayName}; an administrator has to authenticate again.");
            if (failure is null)
                return new ErasureRoute(connection.Id, null);
            failures.Add(failure);
        }

        return new ErasureRoute(null, failures.MinBy(static failure => Weight(failure.Status)) ?? new(
            AudienceErasureStatus.NoConnection, $"There is no connection left to reach audience {audience} through; add one to its Snapchat account, or remove the person in Ads Manager and lift the erasure."));
    }

    // What is certain comes first, then what may pass by itself, then what somebody has to do something about.
    private static int Weight(AudienceErasureStatus status) => status switch
    {
        AudienceErasureStatus.AudienceDeleted => 0,
        AudienceErasureStatus.SnapchatUnavailable => 1,
        AudienceErasureStatus.NeedsReauthentication => 2,
        AudienceErasureStatus.RefusedBySnapchat => 3,
        _ => 4,
    };

    private static async Task<ErasureFailure?> TryAsync(ISnapchatAudienceClient client, AudienceId audience, AdAccountId? adAccount, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetAudienceAsync(audience, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SnapchatApiException exception) when (IsNotFound(exception))
        {
            // Snapchat gives the same answer for what is not there and for what belongs to others.
            return adAccount is { } account && await ReachesAsync(client, account, cancellationToken).ConfigureAwait(false)
                ? new(AudienceErasureStatus.AudienceDeleted, $"Audience {audience} was deleted at Snapchat.")
                : new(AudienceErasureStatus.AudienceNotFound, $"Audience {audience} is found through no connection: it was deleted, or lies in an account that none reaches; add a connection to that account.");
        }
        catch (Exception exception) when (exception is SnapchatApiException or ReauthenticationRequiredException)
        {
            return AudienceEraser.FailureOf(exception);
        }
    }

    private static async Task<bool> ReachesAsync(ISnapchatAudienceClient client, AdAccountId adAccount, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (SnapchatOrganization organization in client.GetOrganizationsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (organization.AdAccounts.Any(account => account.Id == adAccount))
                    return true;
            }
        }
        catch (Exception exception) when (exception is SnapchatApiException or ReauthenticationRequiredException)
        {
            // Not known then, and asked again at the next attempt.
        }

        return false;
    }

    private static bool IsNotFound(SnapchatApiException exception) => exception.StatusCode == HttpStatusCode.NotFound || exception.ErrorCode is "E3003" or "E3004";
}
