using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>An answer, read to its end.</summary>
internal sealed record Reply(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public static async Task<Reply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = response.Headers.Concat(response.Content.Headers);
        return new Reply(response.StatusCode, body, headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>A value by its path, as in <c>users/0/user/number_uploaded_users</c>; "" if it is not there.</summary>
    public string Text(string path)
    {
        JsonNode? node = Json;
        foreach (string part in path.Split('/'))
            node = node is JsonArray array ? (int.Parse(part) < array.Count ? array[int.Parse(part)] : null) : node?[part];
        return node is null ? "" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
    }
}
