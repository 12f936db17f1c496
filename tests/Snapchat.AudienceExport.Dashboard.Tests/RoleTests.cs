using System.Net;
using Portal;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>What contributors and viewers are offered, and what they are not; and that asking for it all the same is refused.</summary>
public sealed class RoleTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task Contributor_WorksOnWhatIsShared_AndViewsTheRest()
    {
        Connection shared = await Scene.AddConnectionAsync(stage, "Shared");
        Connection secret = await Scene.AddConnectionAsync(stage, "Of administrators", ConnectionAccess.Administrators);
        Export mine = await Scene.AddExportAsync(stage, shared.Id, "Editable");
        Export theirs = await Scene.AddExportAsync(stage, secret.Id, "Only to see");

        await using Visitor cleo = await stage.OpenAsync("cleo");
        Assert.Equal(0, await cleo.Link("Connections").CountAsync());
        Assert.Equal(0, await cleo.Link("Audit log").CountAsync());
        string list = await cleo.TextAsync();
        Assert.Contains("Can edit", list, StringComparison.Ordinal);
        Assert.Contains("Can view", list, StringComparison.Ordinal);

        await cleo.GoAsync($"/exports/{mine.Id}");
        Assert.Equal(1, await cleo.Button("Run").CountAsync());
        Assert.Equal(0, await cleo.Button("Detach").CountAsync());
        await cleo.GoAsync($"/exports/{theirs.Id}");
        Assert.Equal(0, await cleo.Button("Run").CountAsync());
        Assert.Equal(0, await cleo.Link("Edit").CountAsync());

        await cleo.GoAsync("/exports/new");
        string choices = await cleo.Page.Locator("select[name=connection]").InnerTextAsync();
        Assert.Contains("Shared", choices, StringComparison.Ordinal);
        Assert.DoesNotContain("Of administrators", choices, StringComparison.Ordinal);

        await cleo.GoAsync("/connections");
        await cleo.SeesAsync("You may not do this");
        await cleo.GoAsync($"/exports/{theirs.Id}/edit");
        await cleo.SeesAsync("You may not do this");
        await cleo.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Viewer_SeesExportsAndHistory_AndNothingToClick()
    {
        Connection connection = await Scene.AddConnectionAsync(stage, "Seen by a viewer");
        Export export = await Scene.AddExportAsync(stage, connection.Id, "Seen");
        RunRecord run = await Scene.RunAsync(stage, export.Id);

        await using Visitor vera = await stage.OpenAsync("vera");
        Assert.Contains("Seen", await vera.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await vera.Link("Add destination").CountAsync());
        Assert.Equal(0, await vera.Page.Locator("main input[type=checkbox]").CountAsync());
        await vera.GoAsync($"/runs/{run.Id}");
        Assert.Contains("Successful", await vera.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await vera.Page.Locator("main form").CountAsync());
        await vera.GoAsync("/exports/new");
        await vera.SeesAsync("You may not do this");
        vera.AssertNoComplaints();
    }

    [Fact]
    public async Task PagesDemandSomebody()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage answer = await client.GetAsync(new Uri(stage.Portal.Address, $"{PortalApp.Dashboard}/exports"), Stage.Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
