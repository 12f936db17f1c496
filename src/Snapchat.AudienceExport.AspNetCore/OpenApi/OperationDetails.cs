using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.OpenApi;

/// <summary>Adds to an operation what its types do not tell: its short name, the If-Match header, examples.</summary>
internal static class OperationDetails
{
    public static Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiDescription description = context.Description;
        operation.OperationId = operation.OperationId is { } name ? EndpointDescriptions.ShortName(name) : null;
        if (description.ActionDescriptor.EndpointMetadata.OfType<IfMatchRequired>().Any())
            (operation.Parameters ??= []).Add(IfMatchHeader());

        Type? body = description.ParameterDescriptions.FirstOrDefault(static parameter => string.Equals(parameter.Source.Id, "Body", StringComparison.Ordinal))?.Type;
        AddExample(operation.RequestBody?.Content, body);
        foreach (ApiResponseType response in description.SupportedResponseTypes)
        {
            if (operation.Responses?.GetValueOrDefault(response.StatusCode.ToString(CultureInfo.InvariantCulture)) is { } described)
                AddExample(described.Content, response.Type, response.StatusCode);
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter IfMatchHeader() => new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Required = true,
        Description = "The ETag of what was edited.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create("\"7\""),
    };

    private static void AddExample(IDictionary<string, OpenApiMediaType>? content, Type? type, int status = 200)
    {
        object? example = type == typeof(EndpointProblem) ? Problems.OfStatus(status) : type is null ? null : Examples.Find(type);
        if (example is null || content is null)
            return;
        foreach (OpenApiMediaType media in content.Values)
            media.Example = example as JsonNode ?? JsonSerializer.SerializeToNode(example, WireJson.Options);
    }
}
