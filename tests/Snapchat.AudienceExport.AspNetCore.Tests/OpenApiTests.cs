using System.Text.Json.Nodes;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

public sealed class OpenApiTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task The_document_names_every_endpoint_and_no_other_of_the_application()
    {
        JsonNode document = await DocumentAsync();

        List<string> operations = [.. Operations(document).Select(static item => item.Operation["operationId"]!.GetValue<string>())];
        Assert.Equal(Calls.All.Count - 1, operations.Count);
        Assert.Equal(operations.Count, operations.Distinct(StringComparer.Ordinal).Count());
        Assert.All(operations, static name => Assert.DoesNotContain('.', name));
        Assert.All(Operations(document), static item => Assert.NotEmpty(item.Operation["summary"]!.GetValue<string>()));
        Assert.All(document["paths"]!.AsObject(), static path => Assert.StartsWith(TestApp.Prefix, path.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_body_has_an_example_and_every_edit_its_version()
    {
        foreach ((string name, JsonObject operation) in Operations(await DocumentAsync()))
        {
            JsonObject responses = operation["responses"]!.AsObject();
            Assert.True(operation["requestBody"] is not null == (responses.ContainsKey("413") && responses.ContainsKey("415")), $"{name} tells half of what becomes of a wrong body.");
            if (operation["requestBody"] is { } body)
                Assert.True(body["content"]!["application/json"]!["example"] is not null, $"{name} has no example of its body.");
            foreach ((string status, JsonNode? response) in responses)
            {
                if (response!["content"] is JsonObject content && content.FirstOrDefault() is { Key: "application/json" or "application/problem+json" } media)
                    Assert.True(media.Value!["example"] is not null, $"{name} has no example of its answer {status}.");
            }

            bool takesVersion = operation["parameters"]?.AsArray().Any(static parameter => (string)parameter!["name"]! == "If-Match") == true;
            Assert.True(takesVersion == responses.ContainsKey("428"), $"{name} tells half of its versions.");
        }
    }

    [Fact]
    public async Task Schemas_describe_what_is_written()
    {
        JsonNode schemas = (await DocumentAsync())["components"]!["schemas"]!;

        Assert.Equal(["AddOnly", "Mirror", "Replace"], schemas["ExportMode"]!["enum"]!.AsArray().Select(static name => name!.GetValue<string>()));
        Assert.Equal("uuid", (string)Property(schemas, "Connection", "id")["format"]!);
        Assert.Equal("string", (string)Property(schemas, "RefreshTokenBody", "refreshToken")["type"]!);
    }

    private static JsonNode Property(JsonNode schemas, string type, string property)
    {
        JsonNode found = schemas[type]!["properties"]![property]!;
        return found["$ref"] is { } reference ? schemas[reference.GetValue<string>().Split('/')[^1]]! : found;
    }

    private static IEnumerable<(string Name, JsonObject Operation)> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject().Select(method => ($"{method.Key} {path.Key}", method.Value!.AsObject())));

    private async Task<JsonNode> DocumentAsync() => (await stage.App.SendAsync(Person.Viewer, "GET", "/openapi.json")).Json;
}
