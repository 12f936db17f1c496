using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>A connection whose authentication Snapchat no longer accepts.</summary>
public sealed class ReauthenticationTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task LostAuthentication_IsShownWithTheExport_AndMendedByAuthenticatingAgain()
    {
        Connection connection = await Scene.AddConnectionAsync(stage, "Lost");
        Export export = await Scene.AddExportAsync(stage, connection.Id, "Of a lost connection");
        stage.Simulator.RevokeAuthorizations();
        Assert.Equal(ExportProblemCode.ReauthenticationRequired, (await Scene.RunAsync(stage, export.Id)).Problem?.Code);

        await using Visitor ada = await stage.OpenAsync("ada");
        Assert.Contains("Needs reauthentication", await ada.TextAsync(), StringComparison.Ordinal);
        await ada.GoAsync($"/exports/{export.Id}");
        await ada.Link("Authenticate with Snapchat again").ClickAsync();
        await ada.Button("Authenticate with Snapchat again").ClickAsync();
        await ada.Button("Allow").ClickAsync();
        await ada.SeesAsync("Authenticated with Snapchat.");
        Assert.Equal(ConnectionState.Active, (await stage.Portal.Services.GetRequiredService<IConnectionRegistry>().GetConnectionAsync(Scene.Administrator, connection.Id, Stage.Token)).State);
        ada.AssertNoComplaints();
    }
}
