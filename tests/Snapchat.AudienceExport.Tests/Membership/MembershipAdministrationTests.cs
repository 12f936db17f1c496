using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Erasure;
using Snapchat.AudienceExport.Tests.Running;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class MembershipAdministrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARestoredState_KnowsNobody_AndErasesAgain()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        ConnectionId connection = (await world.ConnectAsync(process)).Id;
        StoredExport added = await world.AddExportAsync(connection), mirrored = await world.AddExportAsync(connection, ExportMode.Mirror), never = await world.AddExportAsync(connection);
        await world.RunAsync(process, added);
        await world.RunAsync(process, mirrored);
        ErasureReport erasure = await world.EraseAsync(process, ErasureWorld.Person);
        Assert.True(erasure.IsComplete);

        IReadOnlyList<AudienceId> marked = await world.FinishAsync(process.Services.GetRequiredService<IMembershipAdministration>().MarkRestoredAsync(People.Administrator, Token));

        Assert.Equal([added.Definition.Audience, mirrored.Definition.Audience, never.Definition.Audience], marked);
        Assert.Equal(AuditOutcome.Succeeded, Assert.Single(await world.Runs.AuditAsync(AuditAction.MarkRestored)).Outcome);
        Assert.Equal(ExportProblemCode.HistoryLost, (await world.RunAsync(process, mirrored)).Problem?.Code);
        IdentifierCounts counts = Assert.Single((await world.RunAsync(process, added)).Report!.Identifiers);
        Assert.Equal((2L, 0L, 1L), (counts.Added, counts.Unchanged, counts.Suppressed));
        Assert.True((await world.CompleteAsync(process, erasure)).IsComplete);
        Assert.False(world.IsThere(added, ErasureWorld.Person) || world.IsThere(mirrored, ErasureWorld.Person));
    }

    [Fact]
    public async Task ARunUnderWay_IsNamed()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        var go = new TaskCompletionSource();
        world.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(go.Task));
        RunId run = await RunWorld.StartAsync(process, export);
        await world.Runs.UntilAsync(() => world.CountMembers(export) == 1);

        RunInProgressException refusal = await Assert.ThrowsAsync<RunInProgressException>(() =>
            world.FinishAsync(process.Services.GetRequiredService<IMembershipAdministration>().MarkRestoredAsync(People.Administrator, Token)));

        Assert.Equal(run, refusal.Run);
        go.SetResult();
        Assert.Equal(ExportStatus.Successful, (await world.Runs.EndAsync(run)).Status);
    }
}
