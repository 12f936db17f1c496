using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>The JSON options of an application are its own affair.</summary>
public sealed class HostJsonTests
{
    [Fact]
    public async Task Neither_bodies_nor_the_document_change_with_the_JSON_of_the_application()
    {
        await using TestApp usual = await TestApp.StartAsync();
        await using TestApp odd = await TestApp.StartAsync(static builder => builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper));

        Reply export = await odd.SendAsync(Person.Administrator, "GET", $"/exports/{(await Scene.SetUpAsync(odd)).Export}");

        Assert.Equal("Newsletter", (string)export.Json["definition"]!["displayName"]!);
        Assert.Equal(await DocumentAsync(usual), await DocumentAsync(odd));
    }

    private static async Task<string> DocumentAsync(TestApp app)
    {
        JsonNode document = (await app.SendAsync(Person.Viewer, "GET", "/openapi.json")).Json;

        // Its ports differ.
        document.AsObject().Remove("servers");
        return document.ToJsonString();
    }
}
