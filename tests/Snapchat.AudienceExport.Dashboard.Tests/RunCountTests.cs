using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>What a run page counts, beside what Snapchat has.</summary>
public sealed class RunCountTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task RunPage_CountsEachKindOfIdentifierByItself()
    {
        Connection connection = await Scene.AddConnectionAsync(stage, "Two kinds");
        IExportRegistry exports = stage.Portal.Services.GetRequiredService<IExportRegistry>();
        Export export = await Scene.AddExportAsync(stage, connection.Id, "Two kinds");
        ExportDraft draft = await exports.EditAsync(Scene.Administrator, export.Id, Stage.Token);
        await exports.SaveAsync(
            Scene.Administrator,
            draft with { Segments = [SegmentId.Parse("all")], Identifiers = [new(IdentifierKind.Email, "email"), new(IdentifierKind.Phone, "phone") { DefaultRegion = "US" }] },
            cancellationToken: Stage.Token);
        RunRecord run = await Scene.RunAsync(stage, export.Id);
        Assert.Equal((ExportStatus.Successful, null), (run.Status, run.Problem));

        await using Visitor vera = await stage.OpenAsync("vera");
        await vera.GoAsync($"/runs/{run.Id}");
        foreach ((IdentifierKind kind, string name) in ((IdentifierKind, string)[])[(IdentifierKind.Email, "Email"), (IdentifierKind.Phone, "Phone")])
        {
            int members = stage.Simulator.CountMembers(export.Definition.Audience, kind);
            string counts = await vera.Page.GetByRole(AriaRole.Region, new() { Name = "Identifiers" }).GetByRole(AriaRole.Row).Filter(new() { HasText = name }).InnerTextAsync();
            Assert.True(members > 0, $"Snapchat got nobody by {name}.");
            Assert.Contains($"{members:#,0}", counts.Split('\t').Select(static cell => cell.Trim()));
        }

        await vera.AssertAccessibleAsync();
        vera.AssertNoComplaints();
    }
}
