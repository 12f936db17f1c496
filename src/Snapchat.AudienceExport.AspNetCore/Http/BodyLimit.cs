using Microsoft.AspNetCore.Http.Metadata;

namespace Snapchat.AudienceExport.Http;

/// <summary>Tells the server the most bytes it shall read of a request; <see cref="JsonBody{T}"/> holds to it on servers too that know no such limit.</summary>
internal sealed record BodyLimit(int Bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => Bytes;
}
