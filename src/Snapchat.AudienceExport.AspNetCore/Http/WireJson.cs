using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Http;

/// <summary>The JSON of the endpoints, which does not depend on how the application writes its own: camel case, enums by name, nothing unknown and nothing twice.</summary>
/// <remarks>By reflection, since generated code forgets the defaults of init-only properties that a body leaves out.</remarks>
internal static class WireJson
{
    public const string MediaType = "application/json";

    public static JsonSerializerOptions Options { get; } = Make();

    public static Task WriteAsync<T>(HttpContext context, int status, T value, string mediaType = MediaType)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, Options, mediaType, context.RequestAborted);
    }

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            AllowDuplicateProperties = false,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Converters =
            {
                new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false),
                new SecretConverter(),
                new WordConverter<AudienceStatus>(static word => new AudienceStatus(word), static status => status.Value),
                new WordConverter<AudienceUploadStatus>(static word => new AudienceUploadStatus(word), static status => status.Value),
                new WordConverter<AudienceTargetableStatus>(static word => new AudienceTargetableStatus(word), static status => status.Value),
                new WordConverter<AudienceSourceType>(static word => new AudienceSourceType(word), static type => type.Value),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}
