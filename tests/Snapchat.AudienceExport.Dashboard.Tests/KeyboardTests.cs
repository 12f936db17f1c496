using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>The main form without a mouse: from the list to a saved export by Tab, Space, Enter and typing alone.</summary>
public sealed class KeyboardTests(Stage stage) : IClassFixture<Stage>
{
    // What a screen reader would say of the element with the focus, as far as these pages go.
    private const string FocusedName = """
        () => { const focused = document.activeElement;
            return (focused.getAttribute("aria-label") || [...(focused.labels ?? [])].map(label => label.innerText).join(" ") || focused.innerText || "").trim().split("\n")[0].trim(); }
        """;

    [Fact]
    public async Task Export_IsWrittenAndSaved_ByKeysAlone()
    {
        await Scene.AddConnectionAsync(stage, "By keys");
        AudienceId audience = stage.Simulator.AddAudience();
        await using Visitor cleo = await stage.OpenAsync("cleo");
        IKeyboard keys = cleo.Page.Keyboard;

        // A browser drops keys that come before it has shown a page.
        await cleo.Page.WaitForLoadStateAsync();
        await cleo.Link("Add destination").WaitForAsync();
        await keys.PressAsync("Tab");
        Assert.Equal("Skip to content", await cleo.Page.EvaluateAsync<string>(FocusedName));
        await keys.PressAsync("Enter");

        // The focus follows a little later, and would be taken from whatever has it then.
        await cleo.Page.WaitForFunctionAsync("() => document.activeElement.id === 'content'");
        await TabToAsync(cleo, "Add destination");
        await keys.PressAsync("Enter");
        await cleo.Page.WaitForURLAsync("**/exports/new");

        await TabToAsync(cleo, "Connection for export");
        await keys.TypeAsync("By");
        await TabToAsync(cleo, "Continue");
        await keys.PressAsync("Enter");
        await cleo.SeesAsync("Data matching");

        await TabToAsync(cleo, "Display name");
        await keys.TypeAsync("Written by keys");
        await TabToAsync(cleo, "Audience ID");
        await keys.TypeAsync(audience.Value);
        await TabToAsync(cleo, "Customers in Kazakhstan");
        await keys.PressAsync("Space");
        await TabToAsync(cleo, "Save");
        await keys.PressAsync("Enter");
        await cleo.SeesAsync("Saved.");

        Page<Export> saved = await stage.Portal.Services.GetRequiredService<IExportRegistry>().GetExportsAsync(Scene.Administrator, new ExportQuery { Search = "Written by keys" }, Stage.Token);
        Assert.Equal((audience, "kazakhstan"), (Assert.Single(saved.Items).Definition.Audience, Assert.Single(saved.Items[0].Definition.Segments).Value));
        cleo.AssertNoComplaints();
    }

    /// <summary>Presses Tab until the focus is on what is called so. Every stop on the way has a name and shows that it has the focus.</summary>
    private static async Task TabToAsync(Visitor visitor, string name)
    {
        List<string> passed = [];
        for (int stop = 0; stop < 80; stop++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            string focused = await visitor.Page.EvaluateAsync<string>(FocusedName);
            if (focused.StartsWith(name, StringComparison.Ordinal))
                return;
            passed.Add(focused);
            Assert.NotEmpty(focused);
        }

        Assert.Fail($"Tab never came to {name}, but to: {string.Join(", ", passed)}");
    }
}
