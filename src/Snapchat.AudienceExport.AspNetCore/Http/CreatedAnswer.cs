using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Http;

/// <summary>Something new, and, where it has an address of its own, that address.</summary>
internal sealed class CreatedAnswer<T>(T value, (string Endpoint, object Values)? location = null, long? version = null) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (location is var (endpoint, values))
            httpContext.Response.Headers.Location = httpContext.RequestServices.GetRequiredService<LinkGenerator>().GetPathByName(httpContext, EndpointDescriptions.FullName(endpoint), values);
        if (version is { } number)
            httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{number}\"");
        return WireJson.WriteAsync(httpContext, StatusCodes.Status201Created, value);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), [WireJson.MediaType]));
    }
}
