using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace Snippets;

internal static class Simulated
{
    public static async Task RunAsync()
    {
        #region simulator
        await using SnapchatSimulator snapchat = await SnapchatSimulator.StartAsync();
        AudienceId audience = snapchat.AddAudience();
        snapchat.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ServerError());

        var services = new ServiceCollection();
        services.AddSnapchatAudienceExport(options =>
        {
            snapchat.Configure(options);
            options.AcceptDataUse = true;
        });
        await using ServiceProvider provider = services.BuildServiceProvider();

        var request = new SegmentExportRequest(audience, SegmentSource.FromEnumerable(["anna@example.com", "bo@example.org"], email => email));
        ExportReport report = await provider.GetRequiredService<ISegmentExporter>().ExportAsync(request);
        int members = snapchat.CountMembers(audience, IdentifierKind.Email);
        #endregion
        Console.WriteLine($"{report.Status} {members}");
    }
}
