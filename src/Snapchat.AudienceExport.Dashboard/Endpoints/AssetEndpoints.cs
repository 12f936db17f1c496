using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>The style sheets and the script.</summary>
internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder group) => group.MapGet("/assets/{hash}/{name}", Get);

    private static Results<FileContentHttpResult, NotFound> Get(HttpContext context, Assets assets, string hash, string name)
    {
        if (assets.Find(name) is not { } asset)
            return TypedResults.NotFound();
        if (string.Equals(hash, asset.Hash, StringComparison.Ordinal))
            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.File(asset.Content, asset.MediaType);
    }
}
