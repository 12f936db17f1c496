using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Storage;
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

    public static async Task<int> LookAsync(IServiceCollection services, Func<Task> exportAsync)
    {
        #region simulated-members
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync();
        AudienceId audience = simulator.AddAudience();

        services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);      // addresses, client ID, client secret, refresh token
            options.AcceptDataUse = true;
        });
        await exportAsync();                   // your export
        IReadOnlyCollection<Sha256Digest> members = simulator.GetMembers(audience, IdentifierKind.Email);
        #endregion
        return members.Count;
    }

    public static void Disturb(SnapchatSimulator simulator)
    {
        #region faults
        simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.LoseAnswer());             // applied, and the answer is lost
        simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ApplyLate(3));             // reset now, applied after 3 more requests
        simulator.Faults.Add(SimulatedFault.TooManyRequests(RetryHint.RetryAfterSeconds, TimeSpan.FromSeconds(2)));
        simulator.Faults.Randomize(0.2, seed: 7);                                                   // every fifth request, the same each time
        #endregion
    }

    public static async Task CheckAsync(Func<IAudienceExportStore> create)
    {
        #region store-conformance
        foreach (ConformanceCase<IAudienceExportStore> rule in StoreConformance.Cases)
            await rule.RunAsync(create());
        #endregion
    }
}
