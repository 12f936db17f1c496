using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>When exports run by themselves, by clicks: the system refresh, and the schedules of several exports at once.</summary>
public sealed class ScheduleTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task SystemRefresh_IsOff_UntilAnAdministratorSaysWhen()
    {
        Export export = await AddExportAsync("With the system refresh");
        await using Visitor ada = await stage.OpenAsync("ada");
        await ada.Link("Schedules").ClickAsync();
        Assert.True(await ada.Page.GetByLabel("Off", new() { Exact = true }).IsCheckedAsync());
        await ada.AssertAccessibleAsync();

        await ada.Page.GetByLabel("At these times").CheckAsync();
        await ada.Button("Save").ClickAsync();
        await ada.SeesAsync("Something is missing or wrong");
        Assert.True(await ada.Page.GetByLabel("At these times").IsCheckedAsync());
        await ada.AssertAccessibleAsync();

        // A field as a browser without fields for times has it.
        ILocator first = ada.Page.GetByLabel("Time of day 1");
        await first.EvaluateAsync("field => { field.type = 'text'; field.value = 'six'; }");
        await ada.Button("Save").ClickAsync();
        await ada.SeesAsync("\"six\" is no time of day; go back, and write it as in 06:30.");

        await using Visitor adaElsewhere = await stage.OpenAsync("ada");
        await adaElsewhere.GoAsync("/schedules");
        await ada.GoAsync("/schedules");
        await ada.Page.GetByLabel("At these times").CheckAsync();
        await ada.Page.GetByLabel("Monday").CheckAsync();
        await ada.Page.GetByLabel("Time of day 1").FillAsync("06:00");
        await ada.Page.GetByLabel("Time of day 4").FillAsync("18:30");
        await ada.Page.GetByLabel("Time zone").FillAsync("Asia/Almaty");
        await ada.Button("Save").ClickAsync();
        await ada.SeesAsync("The schedule is changed.");
        SystemRefreshState state = await stage.Portal.Services.GetRequiredService<ISystemRefresh>().GetAsync(Scene.Administrator, Stage.Token);
        Assert.Equal([DayOfWeek.Monday], state.Recurrence!.Days);
        Assert.Equal([new TimeOnly(6, 0), new TimeOnly(18, 30)], state.Recurrence.Times);
        Assert.Equal("Asia/Almaty", state.Recurrence.TimeZone);
        Assert.Equal(state.NextRunAt, await TimeAsync(ada.Page.Locator("dl.details time").First));

        await adaElsewhere.Button("Save").ClickAsync();
        await adaElsewhere.SeesAsync("Somebody changed it meanwhile");

        await ada.Link("Exports").ClickAsync();
        Assert.Equal(state.NextRunAt, await TimeAsync(Row(ada, "With the system refresh").Locator("small time").First));
        await ada.GoAsync($"/exports/{export.Id}");
        Assert.Contains("Next run", await ada.Page.Locator("dl.details").InnerTextAsync(), StringComparison.Ordinal);

        await ada.GoAsync("/schedules");
        await ada.Button("Refresh the segments now").ClickAsync();
        await ada.SeesAsync("The segments are being refreshed.");
        await ada.Button("Run all").ClickAsync();
        await ada.SeesAsync("All exports with an active schedule that you may edit are queued.");

        await ada.GoAsync("/schedules");
        await ada.Page.GetByLabel("Off", new() { Exact = true }).CheckAsync();
        await ada.Button("Save").ClickAsync();
        await ada.SeesAsync("The schedule is changed.");
        Assert.Null((await stage.Portal.Services.GetRequiredService<ISystemRefresh>().GetAsync(Scene.Administrator, Stage.Token)).NextRunAt);
        ada.AssertNoComplaints();
    }

    [Theory]
    [InlineData("cleo")]
    [InlineData("vera")]
    public async Task SystemRefresh_IsOthersToSee_AndNotToChange(string person)
    {
        await using Visitor other = await stage.OpenAsync(person);
        Assert.Equal(0, await other.Link("Schedules").CountAsync());
        await other.GoAsync("/schedules");
        await other.SeesAsync("Next refresh");
        Assert.Equal(0, await other.Page.Locator("main form").CountAsync());
        await other.AssertAccessibleAsync();
    }

    [Fact]
    public async Task ChosenExports_GetOneSchedule_OrKeepTheirsPaused()
    {
        Export first = await AddExportAsync("Bulk one"), second = await AddExportAsync("Bulk two");
        await using Visitor cleo = await stage.OpenAsync("cleo");
        await cleo.GoAsync("/exports?search=Bulk");
        await cleo.Button("Apply").ClickAsync();
        await cleo.SeesAsync("No export is chosen");

        await cleo.Page.GetByLabel("Choose Bulk one").CheckAsync();
        await cleo.Page.GetByLabel("Choose Bulk two").CheckAsync();
        await cleo.Page.GetByLabel("All on the schedule below").CheckAsync();
        await cleo.Page.Locator("details summary").ClickAsync();
        await cleo.Button("Apply").ClickAsync();
        await cleo.SeesAsync("give 1 to 4");
        Assert.True(await cleo.Page.GetByLabel("Choose Bulk two").IsCheckedAsync());
        await cleo.AssertAccessibleAsync();

        await cleo.Page.GetByLabel("Friday").CheckAsync();
        await cleo.Page.GetByLabel("Time of day 1").FillAsync("07:15");
        await cleo.Button("Apply").ClickAsync();
        await cleo.SeesAsync("The schedule is changed.");
        Assert.Contains("07:15", await Row(cleo, "Bulk two").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal((await FindAsync(first)).NextRunAt, await TimeAsync(Row(cleo, "Bulk one").Locator("small time").First));

        await cleo.Page.GetByLabel("Choose Bulk one").CheckAsync();
        await cleo.Page.GetByLabel("Keep each schedule, and pause it").CheckAsync();
        await cleo.Button("Apply").ClickAsync();
        await cleo.SeesAsync("Paused");
        Assert.Equal((true, false), ((await FindAsync(first)).Definition.Schedule.IsPaused, (await FindAsync(second)).Definition.Schedule.IsPaused));

        await cleo.GoAsync($"/exports/{first.Id}/edit");
        Assert.True(await cleo.Page.GetByLabel("Pause the schedule").IsCheckedAsync());
        await cleo.Button("Save").ClickAsync();
        await cleo.SeesAsync("Saved.");
        Assert.True((await FindAsync(first)).Definition.Schedule is { IsPaused: true, Kind: ScheduleKind.Own });
        cleo.AssertNoComplaints();
    }

    private static async Task<DateTimeOffset?> TimeAsync(ILocator time) =>
        DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);

    private static ILocator Row(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    private Task<Export> FindAsync(Export export) => stage.Portal.Services.GetRequiredService<IExportRegistry>().GetExportAsync(Scene.Administrator, export.Id, Stage.Token);

    private async Task<Export> AddExportAsync(string name) => await Scene.AddExportAsync(stage, (await Scene.AddConnectionAsync(stage, name)).Id, name);
}
