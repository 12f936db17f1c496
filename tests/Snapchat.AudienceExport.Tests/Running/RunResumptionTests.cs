using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>What becomes of runs that did not finish, where it is kept what they did.</summary>
public sealed class RunResumptionTests : IDisposable
{
    private readonly InMemoryMembershipStore _membership = new();
    private readonly EphemeralSecretProtector _protector = new();
    private readonly TaskCompletionSource _never = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunOfAWorkerThatDied_GoesOnInAnother_BeforeLaterRuns()
    {
        await using var world = new RunWorld();
        (RunProcess dead, StoredExport export, RunId id) = await StartHeldAsync(world, atUpload: 2);
        DateTimeOffset? startedAt = (await world.FindAsync(id)).StartedAt;
        dead.IsFrozen = true;
        RunProcess survivor = await world.StartWorkerAsync(Share);
        RunId next = await RunWorld.StartAsync(survivor, export);
        world.Snapchat.BeforeAnswer = static _ => Task.CompletedTask;

        RunRecord run = await world.EndAsync(id);
        RunRecord after = await world.EndAsync(next);

        Assert.Equal((ExportStatus.Successful, null, 1), (run.Status, run.Problem, run.Resumptions));
        Assert.Equal((3, startedAt), (run.Report!.Identifiers.Single().Accepted, run.StartedAt));
        Assert.Equal((ExportStatus.Successful, 0), (after.Status, after.Report!.Requests.Count));
        Assert.True(run.EndedAt <= after.StartedAt);

        // The first was answered; the second was sent twice, since its answer was lost.
        Assert.Equal(4, world.Snapchat.Uploads.Count);
        Assert.Single(await world.AuditAsync(AuditAction.ResumeRun));
        Assert.Contains(survivor.Logs.GetSnapshot(), static record => record.Id.Name == "RunQueuedAgain");
    }

    [Theory]
    [InlineData(0, ExportStatus.Successful, 1)]
    [InlineData(5, ExportStatus.Failed, 5)]
    public async Task RunOfAWorkerThatDiedBeforeThereWasAPlan_BeginsAnew_ButNotForEver(int before, ExportStatus status, int resumptions)
    {
        await using var world = new RunWorld();
        RunProcess dead = await world.StartWorkerAsync(ShareAndWait);
        RunId id = await RunWorld.StartAsync(dead, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.UntilAsync(async () => (await world.FindAsync(id)).Status == ExportStatus.Processing);
        dead.IsFrozen = true;
        await ChangeAsync(world, id, run => run with { Resumptions = before });
        await world.StartWorkerAsync(Share);

        RunRecord run = await world.EndAsync(id);

        bool isDone = status == ExportStatus.Successful;
        Assert.Equal((status, resumptions, isDone ? null : ExportProblemCode.WorkerLost), (run.Status, run.Resumptions, run.Problem?.Code));
        Assert.Equal(!isDone, run.Problem?.Message.Contains("nothing was sent", StringComparison.Ordinal) ?? false);
        Assert.Equal(isDone ? 3 : 0, world.Snapchat.Uploads.Count);
    }

    [Theory]
    [InlineData("canceled", ExportStatus.Canceled, ExportProblemCode.Canceled, "canceled")]
    [InlineData("changed", ExportStatus.Failed, ExportProblemCode.Superseded, "its export was changed meanwhile")]
    [InlineData("too often", ExportStatus.Failed, ExportProblemCode.WorkerLost, "resumed 5 times")]
    public async Task RunOfAWorkerThatDied_DoesNotGoOn(string why, ExportStatus status, ExportProblemCode code, string words)
    {
        await using var world = new RunWorld();
        (RunProcess dead, StoredExport export, RunId id) = await StartHeldAsync(world, atUpload: 2);
        dead.IsFrozen = true;
        RunProcess survivor = world.AddProcess(hasWorker: true, Share);
        if (why == "canceled")
            await survivor.Runner.CancelAsync(People.Contributor, id, Token);
        else if (why == "changed")
            await world.ChangeAsync(export, static definition => definition with { DisplayName = "Corrected" });
        else
            await ChangeAsync(world, id, static run => run with { Resumptions = 5 });
        await survivor.StartWorkerAsync();

        RunRecord run = await world.EndAsync(id);

        Assert.Equal((status, code), (run.Status, run.Problem!.Code));
        Assert.Contains(words, run.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, world.Snapchat.Uploads.Count);

        // What it had done is taken over, and the rest is sent by the next run.
        world.Snapchat.BeforeAnswer = static _ => Task.CompletedTask;
        RunRecord next = await world.EndAsync(await RunWorld.StartAsync(survivor, export));
        Assert.Equal(ExportStatus.Successful, next.Status);
        Assert.Contains(next.Report!.Warnings, static warning => warning.Code == ExportWarningCode.RunSuperseded);
    }

    [Fact]
    public async Task RunOfAHostThatStops_IsLeftToTheNextWorker()
    {
        await using var world = new RunWorld();
        (RunProcess process, _, RunId id) = await StartHeldAsync(world, atUpload: 2);

        await process.StopWorkerAsync();
        RunRecord left = await world.FindAsync(id);
        Assert.Equal((ExportStatus.Queued, 1), (left.Status, left.Resumptions));
        Assert.Empty(await world.Store.GetLeasesAsync("", Token));

        world.Snapchat.BeforeAnswer = static _ => Task.CompletedTask;
        await world.StartWorkerAsync(Share);
        RunRecord run = await world.EndAsync(id);
        Assert.Equal((ExportStatus.Successful, 3), (run.Status, run.Report!.Identifiers.Single().Accepted));
        Assert.Equal(4, world.Snapchat.Uploads.Count);
    }

    [Theory]
    [InlineData("was superseded", "a later run took over what it had done")]
    [InlineData("is a day old", "its plan is 24 hours old or older")]
    [InlineData("was changed", "its export was changed meanwhile")]
    public async Task RunOfAHostThatStops_AndThatCannotGoOn_Fails(string why, string words)
    {
        await using var world = new RunWorld();
        (RunProcess process, StoredExport export, RunId id) = await StartHeldAsync(world, atUpload: 2);
        await process.StopWorkerAsync();
        Assert.Equal(ExportStatus.Queued, (await world.FindAsync(id)).Status);
        if (why == "was superseded")
            await SupersedeAsync(world, export.Definition.Audience);
        else if (why == "is a day old")
            world.Clock.Advance(TimeSpan.FromDays(1));
        else
            await world.ChangeAsync(export, static definition => definition with { DisplayName = "Corrected" });

        await world.StartWorkerAsync(Share);
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.Superseded), (run.Status, run.Problem!.Code));
        Assert.Contains(words, run.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, world.Snapchat.Uploads.Count);
    }

    [Fact]
    public async Task RunOfAHostThatStopsBeforeThereIsAPlan_BeginsAnew()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(ShareAndWait);
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.UntilAsync(async () => (await world.FindAsync(id)).Progress?.Stage == ExportStage.Collecting);

        await process.StopWorkerAsync();
        await world.StartWorkerAsync(Share);
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Successful, 0, 3), (run.Status, run.Resumptions, run.Report!.Identifiers.Single().Accepted));
    }

    [Fact]
    public async Task CanceledRun_GoesOn_WhenSomebodyAsksForIt()
    {
        await using var world = new RunWorld();
        (RunProcess process, _, RunId id) = await StartHeldAsync(world, atUpload: 2);
        await process.Runner.CancelAsync(People.Administrator, id, Token);
        RunRecord canceled = await world.EndAsync(id);
        world.Snapchat.BeforeAnswer = static _ => Task.CompletedTask;

        RunRecord queued = await process.Runner.ResumeAsync(People.Contributor, id, Token);
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Canceled, ExportStatus.Queued), (canceled.Status, queued.Status));
        Assert.Equal((ExportStatus.Successful, 1, 3), (run.Status, run.Resumptions, run.Report!.Identifiers.Single().Accepted));
        Assert.Equal((People.Cleo, (Actor?)null), (run.RequestedBy, run.CanceledBy));
        AuditRecord audit = Assert.Single(await world.AuditAsync(AuditAction.ResumeRun));
        Assert.Equal((People.Cleo, AuditOutcome.Succeeded), (audit.Actor, audit.Outcome));
        Assert.Equal(2, (await world.AuditAsync(AuditAction.EndRun)).Count);
    }

    [Theory]
    [InlineData("is under way", "it has not ended")]
    [InlineData("succeeded", "it is Successful")]
    [InlineData("was changed", "its export was changed meanwhile")]
    [InlineData("was superseded", "a later run took over what it had done")]
    [InlineData("is a day old", "its plan is 24 hours old or older")]
    [InlineData("is forgotten", "no membership store is registered")]
    public async Task Run_ThatCannotGoOn_IsNotQueued(string why, string words)
    {
        await using var world = new RunWorld();
        (RunProcess process, StoredExport export, RunId id) = await StartHeldAsync(world, atUpload: 2);
        RunProcess caller = why == "is forgotten" ? world.AddProcess(hasWorker: true) : process;
        if (why != "is under way")
        {
            await process.Runner.CancelAsync(People.Administrator, id, Token);
            await world.EndAsync(id);
        }

        world.Snapchat.BeforeAnswer = static _ => Task.CompletedTask;
        if (why == "succeeded")
            await world.EndAsync(id = await RunWorld.StartAsync(process, export));
        else if (why == "was changed")
            await world.ChangeAsync(export, static definition => definition with { DisplayName = "Corrected" });
        else if (why == "was superseded")
            await world.EndAsync(await RunWorld.StartAsync(process, export));
        else if (why == "is a day old")
            process.Clock.Advance(TimeSpan.FromDays(1));

        var exception = await Assert.ThrowsAsync<RunNotResumableException>(() => caller.Runner.ResumeAsync(People.Administrator, id, Token));

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Equal(id, exception.Run);
        AuditRecord audit = Assert.Single(await world.AuditAsync(AuditAction.ResumeRun));
        Assert.Equal(AuditOutcome.Failed, audit.Outcome);
    }

    [Fact]
    public async Task Run_WhoseConsentWasGivenAnew_EndsAsSuperseded()
    {
        await using var world = new RunWorld();
        (RunProcess process, _, RunId id) = await StartHeldAsync(world, atUpload: 2);
        await process.Runner.CancelAsync(People.Administrator, id, Token);
        RunRecord canceled = await world.EndAsync(id);
        StoredConnection connection = (await world.Store.GetConnectionsAsync(Token))[0];
        await world.ChangeAsync(connection, static connection => connection with { Consent = connection.Consent! with { GivenAt = connection.Consent.GivenAt.AddMinutes(1) } });

        await process.Runner.ResumeAsync(People.Administrator, id, Token);
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Canceled, ExportProblemCode.Superseded), (run.Status, run.Problem!.Code));
        Assert.Contains("the consent", run.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(canceled.Report!.Identifiers.Single().Accepted, run.Report!.Identifiers.Single().Accepted);
        Assert.Equal(2, world.Snapchat.Uploads.Count);
    }

    public void Dispose()
    {
        _never.TrySetCanceled(CancellationToken.None);
        _protector.Dispose();
    }

    private static async Task ChangeAsync(RunWorld world, RunId id, Func<RunRecord, RunRecord> change)
    {
        StoredRun run = (await world.Store.FindRunAsync(id, Token))!;
        Assert.NotNull(await world.Store.TryUpdateRunAsync(run with { Record = change(run.Record) }, cancellationToken: Token));
    }

    /// <summary>Does what a later run to the audience does first.</summary>
    private async Task SupersedeAsync(RunWorld world, AudienceId audience)
    {
        StoredLease lease = (await world.Store.TryAcquireLeaseAsync($"audience:{audience}", "later run", TimeSpan.FromMinutes(1), TimeSpan.Zero, Token))!;
        using (AudienceMembership membership = await AudienceMembership.OpenAsync(_membership, _protector, world.Clock, Lateness.Of(new SnapchatAudienceExportOptions()), audience, lease, Token))
            await membership.SupersedeAsync(Token);
        await world.Store.ReleaseLeaseAsync(lease, Token);
    }

    /// <summary>Starts a worker and a run that is in the middle of an upload.</summary>
    private async Task<(RunProcess Process, StoredExport Export, RunId Run)> StartHeldAsync(RunWorld world, int atUpload)
    {
        world.Snapchat.BeforeAnswer = number => number == atUpload ? _never.Task : Task.CompletedTask;
        RunProcess process = await world.StartWorkerAsync(Share);
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        RunId id = await RunWorld.StartAsync(process, export);
        await world.UntilAsync(() => world.Snapchat.Uploads.Count == atUpload && world.Snapchat.Held == 1);
        return (process, export, id);
    }

    /// <summary>All processes know the same members.</summary>
    private void Share(ISnapchatAudienceExportBuilder builder) => builder.UseInMemoryMembership().Services
        .Replace(ServiceDescriptor.Singleton<IMembershipStore>(_membership))
        .Replace(ServiceDescriptor.Singleton<ISecretProtector>(_protector));

    /// <summary>As above, in a process whose source never comes to an end.</summary>
    private void ShareAndWait(ISnapchatAudienceExportBuilder builder)
    {
        Share(builder);
        builder.Services.Replace(ServiceDescriptor.Scoped(_ => SegmentSource.FromAsyncEnumerable(WaitAsync(Token), static email => email)));
    }

    private async IAsyncEnumerable<string> WaitAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return "a@example.com";
        await _never.Task.WaitAsync(cancellationToken);
    }
}
