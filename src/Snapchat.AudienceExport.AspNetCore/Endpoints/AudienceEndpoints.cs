using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>What can be seen through a connection while an export is written: ad accounts and audiences at Snapchat, segments and fields at the source.</summary>
internal static class AudienceEndpoints
{
    public static void MapAudiences(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder audiences = group.MapGroup("/connections/{id}").WithTags("Audiences and segments");
        audiences.MapGet("/organizations", ListOrganizationsAsync).Describe("ListOrganizations", "Lists the organizations and ad accounts that the connection reaches.").CallsSnapchat();
        audiences.MapGet("/ad-accounts/{adAccount}/audiences", ListAsync).Describe("ListAudiences", "Lists the audiences of an ad account.").CallsSnapchat();
        audiences.MapPost("/audiences", CreateAsync).Describe("CreateAudience", "Creates a customer list.").CallsSnapchat();
        audiences.MapGet("/audiences/{audience}/check", CheckAsync).Describe("CheckAudience", "Asks Snapchat whether an export could write to an audience.").CallsSnapchat();
        audiences.MapGet("/segments", ListSegmentsAsync).Describe("ListSegments", "Lists the segments that can be exported, as the export user sees them.");
        audiences.MapGet("/fields", ListFieldsAsync).Describe("ListProfileFields", "Lists the profile fields that can be mapped, of one segment or of any.");
    }

    private static async Task<Answer<IReadOnlyList<SnapchatOrganization>>> ListOrganizationsAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        ISnapchatAudienceClient client = await registry.OpenClientAsync(user, id, cancellationToken).ConfigureAwait(false);
        return new(await client.GetOrganizationsAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<IReadOnlyList<SnapchatAudience>>> ListAsync(
        IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, AdAccountId adAccount, CancellationToken cancellationToken)
    {
        ISnapchatAudienceClient client = await registry.OpenClientAsync(user, id, cancellationToken).ConfigureAwait(false);
        return new(await client.GetAudiencesAsync(adAccount, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false));
    }

    private static async Task<CreatedAnswer<SnapchatAudience>> CreateAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, JsonBody<NewAudience> body, CancellationToken cancellationToken)
    {
        Checks.Audience(body.Value);
        ISnapchatAudienceClient client = await registry.OpenClientAsync(user, id, cancellationToken).ConfigureAwait(false);
        return new(await client.CreateAudienceAsync(body.Value, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<AudienceCheck>> CheckAsync(IExportRegistry registry, ClaimsPrincipal user, ConnectionId id, AudienceId audience, CancellationToken cancellationToken) =>
        new(await registry.CheckAudienceAsync(user, id, audience, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<IReadOnlyList<SegmentInfo>>> ListSegmentsAsync(IExportRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        new(await registry.GetSegmentsAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<IReadOnlyList<ProfileField>>> ListFieldsAsync(
        IExportRegistry registry, ClaimsPrincipal user, ConnectionId id, SegmentId? segment, CancellationToken cancellationToken) =>
        new(await registry.GetProfileFieldsAsync(user, id, segment, cancellationToken).ConfigureAwait(false));
}
