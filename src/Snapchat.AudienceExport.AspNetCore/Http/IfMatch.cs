using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Snapchat.AudienceExport.Http;

/// <summary>The version an edit was made from, taken from the If-Match header: without it, the last of two people would win unseen.</summary>
internal sealed class IfMatch(long version) : IBindableFromHttpContext<IfMatch>, IEndpointParameterMetadataProvider
{
    public long Version { get; } = version;

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        string? header = context.Request.Headers.IfMatch.ToString();
        if (header is "" or "*")
            throw new RefusedRequestException(StatusCodes.Status428PreconditionRequired, "version-required", "Send the ETag of what you edited in the If-Match header.");
        if (!EntityTagHeaderValue.TryParse(header, out EntityTagHeaderValue? tag) || tag.IsWeak || !long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out long version))
            throw new RefusedRequestException(StatusCodes.Status412PreconditionFailed, "changed-meanwhile", "The If-Match header holds no ETag that was given out here; read it again, and decide again.");
        return new ValueTask<IfMatch?>(new IfMatch(version));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new IfMatchRequired());
        builder.Metadata.Add(EndpointDescriptions.Problem(StatusCodes.Status412PreconditionFailed));
        builder.Metadata.Add(EndpointDescriptions.Problem(StatusCodes.Status428PreconditionRequired));
    }
}
