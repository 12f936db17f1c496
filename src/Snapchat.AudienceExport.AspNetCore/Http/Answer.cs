using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Snapchat.AudienceExport.Http;

/// <summary>A value, with its version as ETag if it has one.</summary>
internal sealed class Answer<T>(T value, long? version = null) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (version is { } number)
            httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{number}\"");
        return WireJson.WriteAsync(httpContext, StatusCodes.Status200OK, value);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [WireJson.MediaType]));
    }
}
