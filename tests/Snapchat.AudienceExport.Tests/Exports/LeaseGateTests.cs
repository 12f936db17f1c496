using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Connections;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class LeaseGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAudience_IsNotCleared_OnceTheLeaseMayBeGone()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        AudienceId audience = harness.Simulator.AddAudience();
        var clock = new FakeTimeProvider();
        var gate = new LeaseGate(clock, audience, clock.GetTimestamp(), TimeSpan.FromSeconds(30));
        ISnapchatAudienceClient client = harness.Services.GetRequiredService<ConnectionClients>().For(saved.Id, gate);

        await client.RemoveAllUsersAsync(audience, Token);
        clock.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => client.RemoveAllUsersAsync(audience, Token));

        Assert.Equal(1, harness.Count(SimulatedOperation.RemoveAllUsers));
    }
}
