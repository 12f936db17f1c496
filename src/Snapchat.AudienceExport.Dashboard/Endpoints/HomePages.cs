using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Http;
using Snapchat.AudienceExport.Dashboard.Localization;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>The way in, and the choice of the language.</summary>
internal static class HomePages
{
    private static readonly TimeSpan LanguageIsKept = TimeSpan.FromDays(365);

    public static void MapHome(this IEndpointRouteBuilder group)
    {
        group.MapGet("/", static (PageScope page) => page.Go("/exports")).WithName(PageScope.HomeName);
        group.MapPost("/language", ChooseAsync);
    }

    private static async Task<RedirectHttpResult> ChooseAsync(HttpContext context, PageScope page)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        if (Language.Find(form["to"]) is { } language)
        {
            context.Response.Cookies.Append(
                Language.CookieName,
                language.Tag,
                new CookieOptions { MaxAge = LanguageIsKept, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = page.To("/") });
        }

        // The way back is taken only within the dashboard, so that no link leads from here to another site.
        string back = form["return"].ToString();
        return back.StartsWith(page.To("/"), StringComparison.Ordinal) ? TypedResults.LocalRedirect(back) : page.Go("/exports");
    }
}
