using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The authentication with Snapchat: the way to Snapchat's page and back, or a refresh token obtained elsewhere.</summary>
internal static class AuthenticationEndpoints
{
    public static void MapAuthentication(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder authentication = group.MapGroup("").WithTags("Authentication with Snapchat");
        authentication.MapPost("/connections/{id}/authentication", BeginAsync)
            .Describe("BeginAuthentication", "Begins the authentication with Snapchat: gives the address for the person's browser or, with redirect=true, leads there.");
        authentication.MapGet("/oauth/callback", CompleteAsync)
            .Describe("CompleteAuthentication", "Completes the authentication when Snapchat's page sends the browser back, and leads to the application's own page.");
        authentication.MapPut("/connections/{id}/refresh-token", ImportAsync)
            .Describe("ImportRefreshToken", "Authenticates with a refresh token that was obtained elsewhere; no endpoint ever shows it again.").CallsSnapchat();
    }

    private static async Task<Results<Answer<AuthenticationStart>, RedirectHttpResult>> BeginAsync(
        IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken, bool redirect = false)
    {
        Uri address = await registry.BeginAuthenticationAsync(user, id, cancellationToken).ConfigureAwait(false);
        return redirect ? TypedResults.Redirect(address.AbsoluteUri) : new Answer<AuthenticationStart>(new AuthenticationStart(address));
    }

    /// <summary>That the state is ours, unused and of this very person, is checked by the registry. Where it leads from here is for the options alone to say, and never for the request.</summary>
    private static async Task<RedirectHttpResult> CompleteAsync(
        HttpContext context, IConnectionRegistry registry, ClaimsPrincipal user, IOptions<AudienceExportEndpointOptions> options, string? state, string? code, CancellationToken cancellationToken)
    {
        // The code is in the address of this request: no page shall be told it as the place the browser came from.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        string path = "~" + options.Value.ReturnPath;
        try
        {
            Connection connection = await registry.CompleteAuthenticationAsync(user, state ?? "", string.IsNullOrEmpty(code) ? null : code, cancellationToken).ConfigureAwait(false);
            return Return(path, "succeeded", connection.Id);
        }
        catch (AudienceExportValidationException)
        {
            return Return(path, string.IsNullOrEmpty(code) ? "declined" : "refused");
        }
        catch (Exception exception) when (exception is SnapchatApiException or ReauthenticationRequiredException)
        {
            return Return(path, "failed");
        }
    }

    private static async Task<Answer<Connection>> ImportAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, JsonBody<RefreshTokenBody> body, CancellationToken cancellationToken)
    {
        Connection connection = await registry.ImportRefreshTokenAsync(user, id, body.Value.RefreshToken, cancellationToken).ConfigureAwait(false);
        return new(connection, connection.Version);
    }

    private static RedirectHttpResult Return(string path, string outcome, ConnectionId? connection = null) =>
        TypedResults.LocalRedirect(QueryHelpers.AddQueryString(path, new Dictionary<string, string?>(StringComparer.Ordinal) { ["authentication"] = outcome, ["connection"] = connection?.ToString() }));
}
