using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>What a run would do, before it does it, and removals that wait for a person.</summary>
public sealed class PlanTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Plan_SaysWhatARunWouldSend_AndRunsIt()
    {
        Export export = await AddExportAsync("Planned");
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/exports/{export.Id}/plan");
        await ada.Button("Make the plan").ClickAsync();
        string added = await ada.Page.Locator("[data-plan=added]").InnerTextAsync();
        Assert.NotEqual("0", added);
        Assert.Equal(0, stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email));
        await ada.AssertAccessibleAsync();

        await ada.Button("Run").ClickAsync();
        await ada.SeesAsync("Reconciliation");
        Assert.Equal(added, $"{stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email):#,0}");
        ada.AssertNoComplaints();
    }

    [Fact]
    public async Task Removals_AreWithheld_UntilThePlanIsConfirmed()
    {
        Export export = await AddExportAsync("Confirmed");
        await Scene.RunAsync(stage, export.Id);
        IExportRegistry exports = stage.Portal.Services.GetRequiredService<IExportRegistry>();
        ExportDraft draft = await exports.EditAsync(Scene.Administrator, export.Id, Stage.Token);
        await exports.SaveAsync(Scene.Administrator, draft with { Mode = ExportMode.Mirror, Segments = [SegmentId.Parse("germany")] }, cancellationToken: Stage.Token);

        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.GoAsync($"/exports/{export.Id}/plan");
        await ada.Button("Make the plan").ClickAsync();
        await ada.SeesAsync("The removals wait for your confirmation");
        int wanted = await NumberAsync(ada, "added") + await NumberAsync(ada, "unchanged");
        Assert.Equal(1, await ada.Button("Run without the removals").CountAsync());
        await ada.AssertAccessibleAsync();

        await ada.Page.Locator("button.danger").ClickAsync();
        await ada.SeesAsync("Reconciliation");
        Assert.Contains("Successful", await ada.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(wanted, stage.Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email));
        ada.AssertNoComplaints();
    }

    private static async Task<int> NumberAsync(Visitor visitor, string name) =>
        int.Parse(await visitor.Page.Locator($"[data-plan={name}]").InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private async Task<Export> AddExportAsync(string name) => await Scene.AddExportAsync(stage, (await Scene.AddConnectionAsync(stage, name)).Id, name);
}
