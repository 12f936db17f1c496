using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>What is done with saved exports and connections, by clicks.</summary>
public sealed class ExportActionTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Duplicate_IsADraft_UntilItIsSaved()
    {
        Export export = await AddExportAsync("Original");
        await using Visitor cleo = await stage.OpenAsync("cleo");
        await cleo.GoAsync($"/exports/{export.Id}");
        Assert.Contains("Customers in Kazakhstan", await cleo.Page.Locator("dl.details").InnerTextAsync(), StringComparison.Ordinal);
        await cleo.Link("Duplicate").ClickAsync();
        Assert.Equal("Copy of Original", await cleo.Page.GetByLabel("Display name").InputValueAsync());
        Assert.True(await cleo.Page.GetByLabel("Customers in Kazakhstan").IsCheckedAsync());
        Assert.Equal(1, await CountAsync("Original"));

        await cleo.Button("Save").ClickAsync();
        await cleo.SeesAsync("Saved.");
        Assert.Equal(2, await CountAsync("Original"));
        cleo.AssertNoComplaints();
    }

    [Fact]
    public async Task DetachedExport_SaysSo_AndRunsAgainOnceItIsAttached()
    {
        Connection other = await Scene.AddConnectionAsync(stage, "Another one");
        Export export = await AddExportAsync("To be detached");
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/exports/{export.Id}");
        await ada.Button("Detach").ClickAsync();
        await ada.SeesAsync("Detached.");
        Assert.Contains("No connection", await ada.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await ada.Button("Run").CountAsync());
        await ada.AssertAccessibleAsync();

        await ada.Page.GetByLabel("Connection", new() { Exact = true }).SelectOptionAsync(other.Id.ToString());
        await ada.Button("Give it a connection").ClickAsync();
        await ada.SeesAsync("The export has a connection again.");
        await ada.Button("Run").ClickAsync();
        await ada.SeesAsync("Reconciliation");
        Assert.NotEqual(0, stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email));
        ada.AssertNoComplaints();
    }

    [Fact]
    public async Task RemovedExport_IsAskedForFirst_AndLeavesItsAudienceAlone()
    {
        Export export = await AddExportAsync("To be removed");
        await Scene.RunAsync(stage, export.Id);
        int members = stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email);
        await using Visitor cleo = await stage.OpenAsync("cleo");
        await cleo.GoAsync($"/exports/{export.Id}");
        await cleo.Link("Remove…").ClickAsync();
        await cleo.SeesAsync("The audience at Snapchat stays as it is.");
        await cleo.AssertAccessibleAsync();
        await cleo.Button("Remove").ClickAsync();
        await cleo.SeesAsync("Removed.");
        Assert.Equal(0, await CountAsync("To be removed"));
        Assert.Equal((true, members), (members > 0, stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email)));
        cleo.AssertNoComplaints();
    }

    [Fact]
    public async Task ConnectionInUse_NamesItsExports_AndGoesOnceTheyAreDetached()
    {
        Connection connection = await Scene.AddConnectionAsync(stage, "To go");
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/connections/{connection.Id}/remove");

        // The exports come after the page was opened.
        Export first = await Scene.AddExportAsync(stage, connection.Id, "Dependent one"), second = await Scene.AddExportAsync(stage, connection.Id, "Dependent two");
        await ada.Button("Remove").ClickAsync();
        await ada.SeesAsync("Exports use this connection");
        Assert.Contains("Dependent two", await ada.Page.Locator(".problem").InnerTextAsync(), StringComparison.Ordinal);
        await ada.AssertAccessibleAsync();

        await ada.Page.Locator("main form button").First.ClickAsync();
        await ada.SeesAsync("Detached.");
        await ada.Button("Remove").ClickAsync();
        await ada.SeesAsync("Removed.");
        IExportRegistry exports = stage.Portal.Services.GetRequiredService<IExportRegistry>();
        foreach (Export export in (Export[])[first, second])
            Assert.Null((await exports.GetExportAsync(Scene.Administrator, export.Id, Stage.Token)).Definition.Connection);
        ada.AssertNoComplaints();
    }

    private async Task<long> CountAsync(string name) =>
        (await stage.Portal.Services.GetRequiredService<IExportRegistry>().GetExportsAsync(Scene.Administrator, new ExportQuery { Search = name }, Stage.Token)).Items
            .Count(export => export.Definition.DisplayName.EndsWith(name, StringComparison.Ordinal));

    private async Task<Export> AddExportAsync(string name) => await Scene.AddExportAsync(stage, (await Scene.AddConnectionAsync(stage, "Shop")).Id, name);
}
