using System.Security.Claims;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;

namespace Snippets;

internal static class Registered
{
    public static void Register<CrmSegmentSource>(IServiceCollection services, IConfiguration configuration)
        where CrmSegmentSource : class, ISegmentSource
    {
        #region registries
        services.AddSnapchatAudienceExport(configuration.GetSection("Snapchat"))
            .AddSegmentSource<CrmSegmentSource>()
            .UseSqlite("Data Source=audience-export.db")
            .AddExportWorker();
        #endregion
    }

    public static async Task<Connection> ConnectAsync(IConnectionRegistry connections, ClaimsPrincipal administrator, Func<Uri, Task<(string State, string Code)>> visitAsync)
    {
        #region connect
        Connection connection = await connections.CreateDraftAsync(administrator, "Snapchat of the marketing team");
        await connections.GiveConsentAsync(administrator, connection.Id, connections.GetConsentStatements().Current.Version);
        Uri page = await connections.BeginAuthenticationAsync(administrator, connection.Id); // send the browser there; it comes back to RedirectUri with state and code
        (string state, string code) = await visitAsync(page);
        await connections.CompleteAuthenticationAsync(administrator, state, code);
        connection = await connections.AddExportUserAsync(administrator, connection.Id);
        connection = await connections.ShareAsync(administrator, connection.Id, connection.Version, ConnectionAccess.AllContributors);
        connection = await connections.SaveAsync(administrator, connection.Id, connection.Version);
        #endregion
        return connection;
    }

    public static async Task<RunRecord> ExportAsync(IExportRegistry exports, IExportRunner runner, ClaimsPrincipal contributor, Connection connection)
    {
        #region export-and-run
        ExportDraft draft = await exports.CreateDraftAsync(contributor, connection.Id);
        Export export = await exports.SaveAsync(contributor, draft with
        {
            DisplayName = "Newsletter",
            Audience = "5677923948298240",
            Segments = [SegmentId.Parse("subscribers")],
        });
        RunId run = await runner.StartAsync(contributor, export.Id);
        RunRecord record = await runner.WaitAsync(contributor, run);
        #endregion
        return record;
    }
}
