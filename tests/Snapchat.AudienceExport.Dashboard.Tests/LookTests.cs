using Microsoft.Playwright;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>Every page in dark colors, on a narrow screen, and without a script; and the host's own page beside them.</summary>
public sealed class LookTests(Stage stage) : IClassFixture<Stage>
{
    // What reaches beyond the right edge; wide tables scroll in a frame of their own.
    private const string TooWide = """
        document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest(".wide"))
            .map(element => element.outerHTML.slice(0, 100))
        """;

    [Theory]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task EveryPage_IsAccessible_AndNoWiderThanTheScreen(ColorScheme scheme, int width)
    {
        string name = $"Looked at {scheme}";
        Connection connection = await Scene.AddConnectionAsync(stage, name);
        Export export = await Scene.AddExportAsync(stage, connection.Id, name);
        await Scene.RunAsync(stage, export.Id);
        RunRecord run = await Scene.RunAsync(stage, export.Id);
        await using Visitor ada = await stage.OpenAsync("ada", scheme: scheme, width: width);
        string[] paths =
        [
            "/exports", "/exports?search=nothing", "/exports/new", $"/exports/{export.Id}", $"/exports/{export.Id}/edit", $"/exports/{export.Id}/plan", $"/exports/{export.Id}/remove", $"/runs/{run.Id}",
            "/connections", "/connections/new", $"/connections/{connection.Id}", $"/connections/{connection.Id}/remove", "/schedules", "/erasure", "/audit",
        ];
        foreach (string path in paths)
        {
            await ada.GoAsync(path);
            await ada.AssertAccessibleAsync();
            string[] tooWide = await ada.Page.EvaluateAsync<string[]>(TooWide);
            Assert.True(tooWide.Length == 0, $"{path} is wider than the screen: {string.Join(' ', tooWide)}");
        }

        ada.AssertNoComplaints();
    }

    [Fact]
    public async Task WithoutScript_PagesAndFormsWork()
    {
        await using Visitor ada = await stage.OpenAsync("ada", hasScript: false);
        await ada.GoAsync("/connections/new");
        await ada.Page.GetByLabel("Display name").FillAsync("By hand");
        await ada.Button("Continue").ClickAsync();
        Assert.Equal("By hand", await ada.TitleAsync());
    }

    [Fact]
    public async Task HostWithComponentsOfItsOwn_KeepsItsPage()
    {
        await using Visitor ada = await stage.OpenAsync("ada");
        Assert.Equal("Exports", await ada.TitleAsync());
        await ada.Page.GotoAsync("/");
        Assert.Equal("Portal", await ada.TitleAsync());
        Assert.Contains("made of its own Razor components", await ada.TextAsync(), StringComparison.Ordinal);
    }
}
