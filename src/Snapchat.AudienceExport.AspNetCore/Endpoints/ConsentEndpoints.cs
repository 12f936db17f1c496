using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The consent to send data to Snapchat: its wordings, given, withdrawn.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsent(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder consent = group.MapGroup("").WithTags("Consent");
        consent.MapGet("/consent-statements", GetStatements).Describe("GetConsentStatements", "Gets the wording to agree to now, and the next one if it is known already.");
        consent.MapPut("/connections/{id}/consent", GiveAsync).Describe("GiveConsent", "Agrees to the wording, for the Snapchat account of the connection.");
        consent.MapDelete("/connections/{id}/consent", WithdrawAsync).Describe("WithdrawConsent", "Takes the consent back, and answers once every upload through the connection has stopped.");
    }

    private static Answer<ConsentStatements> GetStatements(IConnectionRegistry registry)
    {
        (ConsentStatement current, ConsentStatement? upcoming) = registry.GetConsentStatements();
        return new(new ConsentStatements(current, upcoming));
    }

    private static async Task<Answer<Connection>> GiveAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, JsonBody<ConsentBody> body, CancellationToken cancellationToken)
    {
        Connection connection = await registry.GiveConsentAsync(user, id, body.Value.Version, cancellationToken).ConfigureAwait(false);
        return new(connection, connection.Version);
    }

    private static async Task<Answer<Connection>> WithdrawAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        Connection connection = await registry.WithdrawConsentAsync(user, id, cancellationToken).ConfigureAwait(false);
        return new(connection, connection.Version);
    }
}
