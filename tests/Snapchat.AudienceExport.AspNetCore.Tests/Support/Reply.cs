using System.Net;
using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>A whole response, read and looked through.</summary>
internal sealed record Reply(HttpStatusCode Status, string MediaType, string Body, string? ETag, string? Location, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Text(string name) => (string)Json[name]!;

    /// <summary>The stable code of problem details.</summary>
    public string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", MediaType);
            Assert.Equal((int)Status, (int)Json["status"]!);
            return Text("code");
        }
    }
}
