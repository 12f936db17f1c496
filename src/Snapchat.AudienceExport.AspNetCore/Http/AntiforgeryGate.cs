using System.Net.Http.Headers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Http;

/// <summary>
/// Demands an anti-forgery token of every call that changes something, unless the caller proves who it is by what no browser adds by itself: a token in the Authorization header.
/// In doubt the token is demanded.
/// </summary>
internal static class AntiforgeryGate
{
    // Browsers remember these credentials and send them along with requests that another site's page makes.
    private static readonly string[] AmbientSchemes = ["Basic", "Digest", "Negotiate", "NTLM"];

    public static async Task CheckAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || (CarriesToken(context.Request) && !await IsKnownByCookieAsync(context).ConfigureAwait(false)))
            return;
        IAntiforgery antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "antiforgery", "The anti-forgery token is missing or not valid; get one from antiforgery-token and send it in the header named there.");
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool CarriesToken(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out AuthenticationHeaderValue? header) && !AmbientSchemes.Contains(header.Scheme, StringComparer.OrdinalIgnoreCase);

    private static async Task<bool> IsKnownByCookieAsync(HttpContext context)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket is not { } ticket)
            return true;
        IAuthenticationSchemeProvider schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();

        // Where a policy names several schemes, the ticket names all of them that succeeded or were asked.
        foreach (string name in ticket.AuthenticationScheme.Split(';'))
        {
            AuthenticationScheme? scheme = await schemes.GetSchemeAsync(name).ConfigureAwait(false);
            if (scheme is null || scheme.HandlerType.IsAssignableTo(typeof(CookieAuthenticationHandler)))
                return true;
        }

        return false;
    }
}
