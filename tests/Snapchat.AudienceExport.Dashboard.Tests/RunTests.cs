using Snapchat.AudienceExport.Dashboard.Tests.Support;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>Runs as a person follows them. The simulator holds its answer back, so that a run is under way for as long as a test looks.</summary>
public sealed class RunTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Reload_InMidRun_ShowsItGoOn_AndItsEndComesByItself()
    {
        Export export = await AddExportAsync("Reloaded");
        TaskCompletionSource release = Hold(export);
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/exports/{export.Id}");
        await ada.Button("Run").ClickAsync();
        await ada.SeesAsync("Uploading");
        await ada.AssertAccessibleAsync();
        await ada.Page.ReloadAsync();
        await ada.SeesAsync("Uploading");
        Assert.Equal(1, await ada.Button("Cancel the run").CountAsync());

        release.SetResult();
        await ada.SeesAsync("Reconciliation");
        Assert.Contains("Successful", await ada.TextAsync(), StringComparison.Ordinal);
        ada.AssertNoComplaints();
    }

    [Fact]
    public async Task Cancel_DuringARun_EndsItCanceled_AndItCanGoOn()
    {
        Export export = await AddExportAsync("Canceled");
        TaskCompletionSource release = Hold(export);
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/exports/{export.Id}");
        await ada.Button("Run").ClickAsync();
        await ada.SeesAsync("Uploading");
        await ada.Button("Cancel the run").ClickAsync();
        await ada.SeesAsync("The run was canceled");
        release.SetResult();
        Assert.Contains("Canceled by", await ada.TextAsync(), StringComparison.Ordinal);
        await ada.Button("Go on with the run").ClickAsync();
        await ada.SeesAsync("Successful");
        Assert.NotEqual(0, stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email));
        ada.AssertNoComplaints();
    }

    [Fact]
    public async Task FailingAudience_IsSaidBeforeSaving_AndByTheRun()
    {
        Connection connection = await Scene.AddConnectionAsync(stage, "To nowhere");
        Export export = await Scene.AddExportAsync(stage, connection.Id, "To nowhere", AudienceId.Parse("404404404"));
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/exports/{export.Id}/edit");
        await ada.Button("Check").ClickAsync();
        await ada.SeesAsync("This audience cannot be used.");
        await ada.Page.GetByLabel("Audience ID").FillAsync("not a number");
        await ada.Button("Save").ClickAsync();
        await ada.SeesAsync("Something is missing or wrong");
        Assert.Contains("decimal digits", await ada.Page.Locator(".problem").InnerTextAsync(), StringComparison.Ordinal);
        await ada.AssertAccessibleAsync();

        await ada.GoAsync($"/exports/{export.Id}");
        await ada.Button("Run").ClickAsync();
        await ada.SeesAsync("Failed");
        await ada.Page.Locator(".problem").First.WaitForAsync();
        await ada.AssertAccessibleAsync();
    }

    private async Task<Export> AddExportAsync(string name) => await Scene.AddExportAsync(stage, (await Scene.AddConnectionAsync(stage, name)).Id, name);

    private TaskCompletionSource Hold(Export export)
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Simulator.Faults.Add(
            request => request.Operation == SimulatedOperation.AddUsers && request.Audience == export.Definition.Audience, SimulatedFault.HoldUntil(release.Task), SimulatorFaults.Always);
        return release;
    }
}
