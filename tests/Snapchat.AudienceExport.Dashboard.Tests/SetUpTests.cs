using Microsoft.Playwright;
using Portal.Simulation;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>The described page from end to end, by clicks alone: from "Add connection" to a successful run in the history.</summary>
public sealed class SetUpTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task FromAddConnection_ToASuccessfulRunInTheHistory()
    {
        await using Visitor ada = await stage.OpenAsync("ada");
        await AddConnectionAsync(ada);
        await AddExportAsync(ada);
        await ada.Link("To the export and its history").ClickAsync();

        string history = await ada.Page.Locator("section[aria-labelledby=history]").InnerTextAsync();
        Assert.Contains("Successful", history, StringComparison.Ordinal);
        Assert.NotEmpty(stage.Simulator.GetMembers(SimulatedSnapchat.Newsletter, IdentifierKind.Email));
        await ada.AssertAccessibleAsync();

        await ada.Link("Exports").ClickAsync();
        string row = await ada.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Readers" }).InnerTextAsync();
        Assert.Contains("Successful", row, StringComparison.Ordinal);
        Assert.Contains("Can edit", row, StringComparison.Ordinal);
        await ada.AssertAccessibleAsync();
        ada.AssertNoComplaints();
    }

    private static async Task AddConnectionAsync(Visitor ada)
    {
        await ada.Link("Connections").ClickAsync();
        await ada.Link("Add connection").ClickAsync();
        await ada.AssertAccessibleAsync();
        await ada.Button("Continue").ClickAsync();

        // Name, consent, authentication, export user and the saving itself.
        Assert.Equal(5, await ada.Page.Locator(".steps .missing").CountAsync());

        await ada.Button("Save").ClickAsync();
        string problems = await ada.Page.Locator(".problem").InnerTextAsync();
        Assert.All(["Display name", "Consent", "Authentication with Snapchat", "Export user"], item => Assert.Contains(item, problems, StringComparison.Ordinal));
        await ada.AssertAccessibleAsync();

        await ada.Page.GetByLabel("Display name").FillAsync("Snapchat, Kazakhstan");
        await ada.Button("Save the name").ClickAsync();
        await ada.Page.GetByLabel("Administrators and contributors").CheckAsync();
        await ada.Button("Save who may use it").ClickAsync();
        await ada.Button("I agree").ClickAsync();
        await ada.SeesAsync("Your consent is on record.");
        await ada.Button("Authenticate with Snapchat").ClickAsync();
        await ada.Button("Allow").ClickAsync();
        await ada.SeesAsync("Authenticated with Snapchat.");
        await ada.Button("Add yourself as export user").ClickAsync();
        await ada.Button("Save").ClickAsync();
        await ada.SeesAsync("Saved.");
        Assert.Equal(0, await ada.Page.Locator(".steps .missing").CountAsync());

        await ada.Button("Test connection").ClickAsync();
        await ada.SeesAsync("It works.");
        await ada.AssertAccessibleAsync();
    }

    private static async Task AddExportAsync(Visitor ada)
    {
        await ada.Link("Exports").ClickAsync();
        await ada.Link("Add destination").ClickAsync();
        Assert.Equal("Snapchat", await ada.Page.Locator("select[name=connection] optgroup").GetAttributeAsync("label"));
        await ada.Page.GetByLabel("Connection for export").SelectOptionAsync(new SelectOptionValue { Label = "Snapchat, Kazakhstan" });
        await ada.Button("Continue").ClickAsync();
        await ada.Page.GetByLabel("Display name").FillAsync("Readers");
        await ada.Button("Pick or create").ClickAsync();
        await ada.Page.Locator("select[name=picked]").SelectOptionAsync(SimulatedSnapchat.Newsletter.Value);
        await ada.Button("Use this audience").ClickAsync();
        await ada.Button("Check").ClickAsync();
        await ada.SeesAsync("takes uploads");
        Assert.Equal("email", await ada.Page.Locator("select[name=field]").First.InputValueAsync());
        await ada.Page.GetByLabel("Customers in Kazakhstan").CheckAsync();
        await ada.AssertAccessibleAsync();
        await ada.Button("Save and run").ClickAsync();
        await ada.SeesAsync("Reconciliation");
        Assert.Equal("Run of Readers", await ada.TitleAsync());
        await ada.AssertAccessibleAsync();
    }
}
