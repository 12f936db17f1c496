using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>A response that is not yet sent, so that a fault can still take its place.</summary>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json";
    public const string PlainText = "text/plain";

    /// <summary>Whether the request it answers had its effect, at least in part.</summary>
    public bool HasEffect { get; init; } = Status < 400;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static Answer FromJson(int status, JsonObject body) => new(status, Json, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static Answer FromText(int status, string body, string contentType = PlainText) => new(status, contentType, Encoding.UTF8.GetBytes(body));

    public Answer With(params (string Name, string Value)[] headers) => this with { Headers = [.. Headers, .. headers] };

    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentLength = Body.Length;
        if (Body.Length > 0)
            response.ContentType = ContentType;
        foreach ((string name, string value) in Headers)
            response.Headers[name] = value;
        await response.Body.WriteAsync(Body, cancellationToken).ConfigureAwait(false);
        await response.CompleteAsync().ConfigureAwait(false);
    }
}
