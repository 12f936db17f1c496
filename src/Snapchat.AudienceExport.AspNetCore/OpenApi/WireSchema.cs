using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Snapchat.AudienceExport.OpenApi;

/// <summary>Describes types as <see cref="Http.WireJson"/> writes them: the document is made from the JSON options of the application, which may be others.</summary>
internal static class WireSchema
{
    private static readonly Type[] Uuids = [typeof(ConnectionId), typeof(ExportId), typeof(RunId), typeof(AdAccountId), typeof(OrganizationId)];
    private static readonly Type[] Texts = [typeof(SegmentId), typeof(SnapchatSecret), typeof(AudienceStatus), typeof(AudienceUploadStatus), typeof(AudienceTargetableStatus), typeof(AudienceSourceType)];

    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        JsonTypeInfo info = context.JsonTypeInfo;
        Type type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        JsonSchemaType text = type == info.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        if (type.IsEnum)
            MakeText(schema, text).Enum = [.. Enum.GetNames(type).Select(static name => (JsonNode)JsonValue.Create(name))];
        else if (Uuids.Contains(type))
            MakeText(schema, text).Format = "uuid";
        else if (type == typeof(AudienceId))
            MakeText(schema, text).Pattern = "^[0-9]+$";
        else if (Texts.Contains(type))
            MakeText(schema, text);
        else if (info.Kind == JsonTypeInfoKind.Object)
            PropertyNames.Remember(schema, info);
        return Task.CompletedTask;
    }

    private static OpenApiSchema MakeText(OpenApiSchema schema, JsonSchemaType text)
    {
        schema.Type = text;
        schema.Properties = null;
        schema.Required = null;
        return schema;
    }
}
