using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.OpenApi;

/// <summary>The OpenAPI document of the endpoints: of these alone, and they are in no document of the application.</summary>
internal static class ApiDocument
{
    public const string Name = "audience-export";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = static description => string.Equals(description.GroupName, Name, StringComparison.Ordinal);
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Snapchat audience export",
                Version = "1",
                Description = "Exports segments of customer profiles to Snapchat custom audiences. An edit carries the ETag of what was edited in If-Match. Callers signed in by a cookie send an anti-forgery token with every change.",
            };
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(PropertyNames.RestoreAsync);
        options.AddSchemaTransformer(WireSchema.TransformAsync);
        options.AddOperationTransformer(OperationDetails.TransformAsync);
    }

    public static void MapApiDocument(this IEndpointRouteBuilder group) =>
        group.MapGet("/openapi.json", GetAsync).ExcludeFromDescription();

    private static async Task GetAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IOpenApiDocumentProvider provider = context.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        OpenApiDocument document = await provider.GetOpenApiDocumentAsync(cancellationToken).ConfigureAwait(false);
        context.Response.ContentType = WireJson.MediaType;
        await context.Response.WriteAsync(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }
}
