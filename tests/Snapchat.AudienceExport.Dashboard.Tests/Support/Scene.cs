using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Portal.People;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>Sets up through the registries what a test begins with, so that it clicks only through what it is about.</summary>
internal static class Scene
{
    public static ClaimsPrincipal Administrator { get; } = DemoPerson.All.Single(static person => person.Id == "ada").ToPrincipal();

    /// <summary>Adds a saved connection.</summary>
    public static async Task<Connection> AddConnectionAsync(PortalStage stage, string name, ConnectionAccess? access = null)
    {
        IConnectionRegistry registry = stage.Portal.Services.GetRequiredService<IConnectionRegistry>();
        Connection connection = await registry.CreateDraftAsync(Administrator, name, PortalStage.Token);
        connection = await registry.ShareAsync(Administrator, connection.Id, connection.Version, access ?? ConnectionAccess.AllContributors, PortalStage.Token);
        await registry.ImportRefreshTokenAsync(Administrator, connection.Id, stage.Simulator.RefreshToken, PortalStage.Token);
        await registry.GiveConsentAsync(Administrator, connection.Id, ConsentStatement.Default.Version, PortalStage.Token);
        connection = await registry.AddExportUserAsync(Administrator, connection.Id, PortalStage.Token);
        return await registry.SaveAsync(Administrator, connection.Id, connection.Version, PortalStage.Token);
    }

    /// <summary>Adds an export of the customers in Kazakhstan to an audience of its own.</summary>
    public static Task<Export> AddExportAsync(PortalStage stage, ConnectionId connection, string name, AudienceId? audience = null, ExportSchedule? schedule = null) =>
        stage.Portal.Services.GetRequiredService<IExportRegistry>().SaveAsync(
            Administrator,
            new ExportDraft { DisplayName = name, Connection = connection, Audience = (audience ?? stage.Simulator.AddAudience()).Value, Segments = [SegmentId.Parse("kazakhstan")], Schedule = schedule ?? ExportSchedule.SystemRefresh },
            cancellationToken: PortalStage.Token);

    /// <summary>Takes the connection from an export.</summary>
    public static async Task<Export> DetachAsync(PortalStage stage, ExportId export) =>
        (await stage.Portal.Services.GetRequiredService<IExportRegistry>().DetachAsync(Administrator, [export], PortalStage.Token))[0];

    /// <summary>Runs an export to its end.</summary>
    public static async Task<RunRecord> RunAsync(PortalStage stage, ExportId export)
    {
        IExportRunner runner = stage.Portal.Services.GetRequiredService<IExportRunner>();
        return await runner.WaitAsync(Administrator, await runner.StartAsync(Administrator, export, null, PortalStage.Token), PortalStage.Token);
    }
}
