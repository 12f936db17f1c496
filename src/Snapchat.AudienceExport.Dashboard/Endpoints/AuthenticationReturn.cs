using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>The way back from Snapchat's page. That the state is ours, unused and of this very person, is checked by the registry.</summary>
internal static class AuthenticationReturn
{
    public static void MapAuthenticationReturn(this IEndpointRouteBuilder group) => group.MapGet("/oauth/callback", CompleteAsync);

    /// <summary>Says what came of an authentication in the words of the REST endpoints.</summary>
    public static Notice? NoticeOf(string? authentication) => authentication switch
    {
        "succeeded" => Notice.Authenticated,
        "declined" => Notice.AuthenticationDeclined,
        "refused" => Notice.AuthenticationRefused,
        "failed" => Notice.AuthenticationFailed,
        _ => null,
    };

    private static async Task<RedirectHttpResult> CompleteAsync(
        HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, string? state, string? code, CancellationToken cancellationToken)
    {
        // The code is in the address of this request: no page shall be told it as the place the browser came from.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        try
        {
            Connection connection = await registry.CompleteAuthenticationAsync(user, state ?? "", string.IsNullOrEmpty(code) ? null : code, cancellationToken).ConfigureAwait(false);
            return page.Go($"/connections/{connection.Id}", Notice.Authenticated);
        }
        catch (AudienceExportValidationException)
        {
            return page.Go("/connections", string.IsNullOrEmpty(code) ? Notice.AuthenticationDeclined : Notice.AuthenticationRefused);
        }
        catch (Exception exception) when (exception is SnapchatApiException or ReauthenticationRequiredException)
        {
            return page.Go("/connections", Notice.AuthenticationFailed);
        }
    }
}
