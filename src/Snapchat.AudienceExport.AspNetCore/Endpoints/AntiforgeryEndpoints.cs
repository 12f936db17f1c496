using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>Hands out what a front end that is signed in by a cookie needs for its changes.</summary>
internal static class AntiforgeryEndpoints
{
    public static void MapAntiforgeryToken(this IEndpointRouteBuilder group) =>
        group.MapGet("/antiforgery-token", Get).WithTags("Session").Describe("GetAntiforgeryToken", "Gets the token that callers signed in by a cookie send with every change.");

    private static Answer<AntiforgeryAnswer> Get(HttpContext context, IAntiforgery antiforgery)
    {
        AntiforgeryTokenSet tokens = antiforgery.GetAndStoreTokens(context);
        string header = tokens.HeaderName ?? throw new InvalidOperationException("The anti-forgery options name no header; set AntiforgeryOptions.HeaderName.");
        return new(new AntiforgeryAnswer(header, tokens.RequestToken ?? ""));
    }
}
