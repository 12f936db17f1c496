using System.Text.Json;
using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>A small JSON body.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body.</summary>
    /// <returns>The object, or null if the body is not one.</returns>
    public static async ValueTask<JsonObject?> ReadAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!IsJson(exchange) || await exchange.Body.ReadAllAsync(cancellationToken).ConfigureAwait(false) is not { } body)
            return null;
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsJson(Exchange exchange) =>
        exchange.Request.ContentType?.StartsWith(Answer.Json, StringComparison.OrdinalIgnoreCase) == true && exchange.Request.Headers.ContentEncoding.Count == 0;
}
