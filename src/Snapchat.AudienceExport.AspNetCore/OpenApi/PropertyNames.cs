using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Snapchat.AudienceExport.OpenApi;

/// <summary>Gives properties in schemas the names they have on the wire, whatever naming policy the application has for its own.</summary>
internal static class PropertyNames
{
    private const string Key = "audience-export-names";

    /// <summary>Keeps with a schema what its properties are called on the wire. They are renamed at the end: until then the generator finds schemas of properties by the names it gave.</summary>
    public static void Remember(OpenApiSchema schema, JsonTypeInfo info) => (schema.Metadata ??= new Dictionary<string, object>(StringComparer.Ordinal))[Key] = info.Properties
        .Where(static property => property.AttributeProvider is MemberInfo)
        .ToDictionary(static property => property.Name, static property => JsonNamingPolicy.CamelCase.ConvertName(((MemberInfo)property.AttributeProvider!).Name), StringComparer.Ordinal);

    public static Task RestoreAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (OpenApiSchema schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            if (schema.Metadata is not { } metadata || !metadata.TryGetValue(Key, out object? kept) || kept is not Dictionary<string, string> names)
                continue;
            schema.Properties = schema.Properties?.ToDictionary(property => names.GetValueOrDefault(property.Key, property.Key), static property => property.Value, StringComparer.Ordinal);
            schema.Required = schema.Required?.Select(name => names.GetValueOrDefault(name, name)).ToHashSet(StringComparer.Ordinal);
        }

        return Task.CompletedTask;
    }
}
