using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;
using Snapchat.AudienceExport.Tests.Membership;
using Snapchat.AudienceExport.Tests.Running;
using People = Snapchat.AudienceExport.Tests.Running.People;

namespace Snapchat.AudienceExport.Tests.Erasure;

/// <summary>Erasures that cannot be done at once: Snapchat, a connection, the process or the state fails.</summary>
public sealed class ErasureFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARemovalThatAnEarlierAdditionMayUndo_IsRepeated()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        world.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ApplyLate(afterRequests: 1_000));
        await world.RunAsync(process, export);

        ErasureReport report = await world.EraseAsync(process, [.. world.Runs.Emails]);

        AudienceErasure audience = Assert.Single(report.Audiences);
        Assert.Equal(AudienceErasureStatus.Pending, audience.Status);
        Assert.Contains("may still take effect until", audience.Detail, StringComparison.Ordinal);
        world.Simulator.Faults.ApplyHeldBack();
        Assert.Equal(1, world.CountMembers(export));
        Assert.True((await world.CompleteAsync(process, report)).IsComplete);
        Assert.Equal(0, world.CountMembers(export));
    }

    [Fact]
    public async Task AShortCount_IsBelievedTheThirdTime()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        world.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.ShortCount(1, applied: true), times: 3);

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);
        ErasureReport second = Assert.Single(await world.RetryAsync(process));

        Assert.All([report, second], static pending => Assert.Equal(AudienceErasureStatus.Pending, Assert.Single(pending.Audiences).Status));
        Assert.Empty(await world.RetryAsync(process));
        Assert.Equal(AudienceErasureStatus.Removed, Assert.Single((await ErasureWorld.ShowAsync(process, report)).Audiences).Status);
    }

    [Fact]
    public async Task AnAudienceWhoseConnectionIsGone_IsReachedThroughAnother_OrListed()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        Connection first = await world.ConnectAsync(process), second = await world.ConnectAsync(process, "Other");
        StoredExport kept = await world.AddExportAsync(first.Id), left = await world.AddExportAsync(second.Id);
        await world.RunTwiceAsync(process, kept);
        await world.RunTwiceAsync(process, left);
        await RemoveAsync(world, process, second, left);

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);
        Assert.All(report.Audiences, static audience => Assert.Equal(AudienceErasureStatus.Removed, audience.Status));

        await RemoveAsync(world, process, first, kept);
        ErasureReport late = await world.EraseAsync(process, "a@example.com");
        Assert.All(late.Audiences, static audience => Assert.Equal(AudienceErasureStatus.NoConnection, audience.Status));
        Assert.Equal([late.Id], (await ErasureWorld.Erasures(process).GetPendingAsync(People.Administrator, Token)).Select(static pending => pending.Id));
        Assert.True(world.IsThere(kept, "a@example.com"));

        await world.ConnectAsync(process, "Again");
        Assert.True((await world.CompleteAsync(process, late)).IsComplete);
        Assert.False(world.IsThere(kept, "a@example.com") || world.IsThere(left, "a@example.com"));
    }

    [Fact]
    public async Task AProcessThatDiesBetweenTheRecordAndTheRemoval_IsFollowedByOneThatRemoves()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        await process.StopWorkerAsync();
        await process.Services.GetRequiredService<SuppressionList>().AddAsync(IdentifierKind.Email, ExportHarness.Digests([ErasureWorld.Person]), Token);

        RunProcess other = await world.StartWorkerAsync();
        await world.Runs.UntilAsync(() => !world.IsThere(export, ErasureWorld.Person));

        await world.Runs.UntilAsync(async () => (await ErasureWorld.Erasures(other).GetPendingAsync(People.Administrator, Token)).Count == 0);
        Assert.Equal(2, world.CountMembers(export));
    }

    [Fact]
    public async Task AProcessThatDiesBetweenTheRemovalAndItsCommit_IsFollowedByOneThatRemovesAgain()
    {
        var membership = new UncommittedStore();
        await using ErasureWorld world = await ErasureWorld.StartAsync(membership);
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        membership.FailsAtCommit = true;

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);

        Assert.Equal(AudienceErasureStatus.Pending, Assert.Single(report.Audiences).Status);
        membership.FailsAtCommit = false;
        Assert.Empty(await world.RetryAsync(process));
        Assert.Equal(2, world.Simulator.Requests.Count(static request => request.Operation == SimulatedOperation.RemoveUsers));
        RunRecord run = await world.RunAsync(process, export);
        Assert.Equal((0L, 1L), (run.Report!.Identifiers[0].Added, run.Report.Identifiers[0].Suppressed));
        Assert.Equal((2, false), (world.CountMembers(export), world.IsThere(export, ErasureWorld.Person)));
    }

    [Fact]
    public async Task ASnapchatThatHangs_HoldsNobodyUpForLong()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        world.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.Status(503), SimulatorFaults.Always);
        DateTimeOffset begun = world.Runs.Clock.GetUtcNow();

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);

        Assert.InRange(world.Runs.Clock.GetUtcNow() - begun, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        Assert.False(report.IsComplete);
        world.Simulator.Faults.Clear();
        Assert.True((await world.CompleteAsync(process, report)).IsComplete);
    }

    [Fact]
    public async Task ASnapchatThatCannotBeReached_IsTriedAgain()
    {
        await using ErasureWorld world = await ErasureWorld.StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        world.Simulator.Faults.Add(SimulatedFault.Status(503), SimulatorFaults.Always);

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);

        AudienceErasure audience = Assert.Single(report.Audiences);
        Assert.Equal(AudienceErasureStatus.SnapchatUnavailable, audience.Status);
        Assert.NotNull(audience.Detail);
        world.Simulator.Faults.Clear();
        Assert.True((await world.CompleteAsync(process, report)).IsComplete);
        Assert.False(world.IsThere(export, ErasureWorld.Person));
    }

    [Fact]
    public async Task InFiles_WhatIsPendingSurvivesTheProcess()
    {
        using var folder = new StateFolder();
        await using ErasureWorld world = await ErasureWorld.StartAsync(FileMembershipStore.Open(folder.Path, new DiskFiles()));
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        world.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.PermissionDenied());

        ErasureReport report = await world.EraseAsync(process, ErasureWorld.Person);
        Assert.Equal(AudienceErasureStatus.RefusedBySnapchat, Assert.Single(report.Audiences).Status);
        await process.StopWorkerAsync();
        RunProcess other = await world.StartWorkerAsync();

        Assert.True((await world.CompleteAsync(other, report)).IsComplete);
        Assert.Equal((2, false), (world.CountMembers(export), world.IsThere(export, ErasureWorld.Person)));
    }

    [Fact]
    public async Task WithoutTheListOfErasedPeople_NobodyIsSent()
    {
        using var folder = new StateFolder();
        await using ErasureWorld world = await ErasureWorld.StartAsync(FileMembershipStore.Open(folder.Path, new DiskFiles()));
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.ConnectAsync(process)).Id);
        await world.RunTwiceAsync(process, export);
        Assert.True((await world.CompleteAsync(process, await world.EraseAsync(process, ErasureWorld.Person))).IsComplete);

        File.Delete(Assert.Single(Directory.GetFiles(folder.Path, "suppressions*", SearchOption.AllDirectories)));
        RunRecord run = await world.RunAsync(process, export);

        Assert.Equal((ExportStatus.Failed, 2), (run.Status, world.CountMembers(export)));
        Assert.Contains("MarkRestored", run.Problem?.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MembershipStateException>(() => world.EraseAsync(process, ErasureWorld.Person));
        await process.Services.GetRequiredService<IMembershipAdministration>().MarkRestoredAsync(People.Administrator, Token);
        Assert.True((await world.CompleteAsync(process, await world.EraseAsync(process, ErasureWorld.Person))).IsComplete);
        Assert.Equal(ExportStatus.Successful, (await world.RunAsync(process, export)).Status);
        Assert.False(world.IsThere(export, ErasureWorld.Person));
    }

    private static async Task RemoveAsync(ErasureWorld world, RunProcess process, Connection connection, StoredExport export)
    {
        var registry = process.Services.GetRequiredService<IConnectionRegistry>();
        await process.Services.GetRequiredService<IExportRegistry>().DetachAsync(People.Administrator, [export.Id], Token);
        connection = await registry.GetConnectionAsync(People.Administrator, connection.Id, Token);
        await registry.RemoveAsync(People.Administrator, connection.Id, connection.Version, Token);
        await world.Runs.PassAsync(TimeSpan.FromSeconds(1));
    }
}
