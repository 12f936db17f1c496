using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>What stops runs under way: people, connections, leases, hosts. Two registrations over one store stand for two processes.</summary>
public sealed class RunControlTests
{
    private static readonly TimeSpan Obeyed = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CancelAsync_FromAnotherProcess_IsObeyedWithin5Seconds_AndTheReportSaysHowFarItCame()
    {
        await using var world = new RunWorld();
        RunProcess other = world.AddProcess();
        (RunProcess _, RunId id) = await StartHeldAsync(world, atUpload: 2);

        RunRecord marked = await other.Runner.CancelAsync(People.Contributor, id, Token);
        TimeSpan passed = await world.UntilAsync(async () => (await world.FindAsync(id)).HasEnded);

        Assert.Equal((ExportStatus.Processing, People.Cleo), (marked.Status, marked.CanceledBy));
        Assert.True(passed <= Obeyed, $"{passed}");
        RunRecord run = await world.FindAsync(id);
        Assert.Equal((ExportStatus.Canceled, ExportProblemCode.Canceled, People.Cleo), (run.Status, run.Problem!.Code, run.CanceledBy));
        Assert.Equal(1, run.Report!.Identifiers.Single().Accepted);
        Assert.Equal(0, world.Snapchat.Held);
    }

    [Fact]
    public async Task WatchAsync_FromAnotherProcess_YieldsChangesOnlyAndEndsWithTheRun()
    {
        await using var world = new RunWorld();
        RunProcess other = world.AddProcess();
        (RunProcess _, RunId id) = await StartHeldAsync(world, atUpload: 2, out TaskCompletionSource go);

        Task<List<RunRecord>> watching = other.Runner.WatchAsync(People.Viewer, id, Token).ToListAsync(Token).AsTask();
        Task<RunRecord> waiting = other.Runner.WaitAsync(People.Viewer, id, Token);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.False(watching.IsCompleted);
        go.SetResult();
        await world.UntilAsync(() => watching.IsCompleted && waiting.IsCompleted);

        List<RunRecord> seen = await watching;
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal((ExportStatus.Processing, ExportStatus.Successful), (seen[0].Status, seen[^1].Status));
        Assert.Contains(seen, static run => run is { Status: ExportStatus.Processing, Progress: { Stage: ExportStage.Uploading, Done: 1 } });
        Assert.Equal(await world.FindAsync(id), await waiting);
    }

    [Theory]
    [InlineData("consent", ExportProblemCode.ConsentMissing)]
    [InlineData("detached", ExportProblemCode.NoConnection)]
    [InlineData("expired", ExportProblemCode.ReauthenticationRequired)]
    public async Task Upload_WhoseConnectionIsTakenAway_StopsWithin5Seconds_AndWhoeverTookItCanWait(string what, ExportProblemCode code)
    {
        await using var world = new RunWorld();
        RunProcess other = world.AddProcess();
        (RunProcess process, RunId id) = await StartHeldAsync(world, atUpload: 2);
        StoredExport export = (await world.Store.GetExportsAsync(Token))[0];
        StoredConnection connection = (await world.Store.GetConnectionsAsync(Token))[0];

        await (what switch
        {
            "consent" => (Task)world.ChangeAsync(connection, static connection => connection with { Consent = null }),
            "expired" => world.ChangeAsync(connection, static connection => connection with { State = ConnectionState.NeedsReauthentication }),
            _ => world.ChangeAsync(export, static definition => definition with { Connection = null }),
        });
        Task stopped = other.Services.GetRequiredService<RunningUploads>().WaitUntilStoppedAsync(run => run.Export == export.Id, Token);
        Assert.False(stopped.IsCompleted);
        TimeSpan passed = await world.UntilAsync(() => stopped.IsCompleted);

        Assert.True(passed <= Obeyed, $"{passed}");
        await stopped;
        Assert.Equal(0, world.Snapchat.Held);
        RunRecord run = await world.FindAsync(id);
        Assert.Equal((ExportStatus.Failed, code, 1), (run.Status, run.Problem!.Code, run.Report!.Identifiers.Single().Accepted));
        Assert.Equal((run.Status, run.Problem), (run.Report.Status, run.Report.Problem));
    }

    [Theory]
    [InlineData(true, ExportStatus.Successful)]
    [InlineData(false, ExportStatus.Failed)]
    public async Task Upload_WhoseConnectionIsAuthenticatedAgain_WaitsUntilTheAccountIsKnown_ButNotForEver(bool becomesKnown, ExportStatus status)
    {
        await using var world = new RunWorld();
        (RunProcess _, RunId id) = await StartHeldAsync(world, atUpload: 2, out TaskCompletionSource go);
        StoredConnection connection = (await world.Store.GetConnectionsAsync(Token))[0];

        StoredConnection unknown = await world.ChangeAsync(connection, static connection => connection with { State = ConnectionState.NeedsReauthentication, SnapchatAccount = null });
        await world.PassAsync(TimeSpan.FromSeconds(6));
        go.SetResult();
        await world.PassAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(2, world.Snapchat.Uploads.Count);
        if (becomesKnown)
            await world.ChangeAsync(unknown, stored => stored with { State = connection.State, SnapchatAccount = connection.SnapchatAccount });

        RunRecord run = await world.EndAsync(id);
        Assert.Equal((status, becomesKnown ? null : ExportProblemCode.ReauthenticationRequired), (run.Status, run.Problem?.Code));
        Assert.Equal(becomesKnown ? 3 : 2, world.Snapchat.Uploads.Count);
    }

    [Fact]
    public async Task Upload_ThatCannotSeeItsConnection_WaitsBeforeTheNextRequest()
    {
        await using var world = new RunWorld();
        (IAudienceExportStore store, FlakyStore failures) = FlakyStore.Over(world.Store);
        RunProcess process = await world.StartWorkerAsync(store: store);
        var go = new TaskCompletionSource();
        world.Snapchat.BeforeAnswer = number => number == 1 ? go.Task : Task.CompletedTask;
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.UntilAsync(() => world.Snapchat.Held == 1);

        failures.IsDown = true;
        await world.PassAsync(TimeSpan.FromSeconds(8));
        go.SetResult();
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Single(world.Snapchat.Uploads);
        failures.IsDown = false;

        Assert.Equal(ExportStatus.Successful, (await world.EndAsync(id)).Status);
        Assert.Equal(3, world.Snapchat.Uploads.Count);
    }

    [Fact]
    public async Task Worker_ThatDied_LeavesARunThatAnotherWorkerEnds_AndTheNextRunWaitsForItsLastRequest()
    {
        await using var world = new RunWorld();
        (RunProcess dead, RunId id) = await StartHeldAsync(world, atUpload: 2);
        StoredExport export = (await world.Store.GetExportsAsync(Token))[0];
        DateTimeOffset died = world.Clock.GetUtcNow();
        dead.IsFrozen = true;
        RunProcess survivor = await world.StartWorkerAsync();
        RunId next = await RunWorld.StartAsync(survivor, export);
        world.Snapchat.BeforeAnswer = static _ => Task.CompletedTask;

        RunRecord lost = await world.EndAsync(id);
        RunRecord after = await world.EndAsync(next);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.WorkerLost), (lost.Status, lost.Problem!.Code));
        Assert.True(lost.EndedAt - died >= new SnapchatAudienceExportOptions().AttemptTimeout * 2);
        Assert.Equal(ExportStatus.Successful, after.Status);
        Assert.True(after.StartedAt >= lost.EndedAt);
        await survivor.Services.GetRequiredService<RunningUploads>().WaitUntilStoppedAsync(static _ => true, Token);
    }

    [Fact]
    public async Task Worker_ThatComesBackAfterItsLeaseIsGone_UploadsNothingMoreAndWritesNothing()
    {
        await using var world = new RunWorld();
        (RunProcess sleeper, RunId id) = await StartHeldAsync(world, atUpload: 2, out TaskCompletionSource go);
        sleeper.IsFrozen = true;
        await world.StartWorkerAsync();
        RunRecord lost = await world.EndAsync(id);

        // It wakes up: its clock jumps, and the answer it was waiting for is there.
        sleeper.Clock.Advance(world.Clock.GetUtcNow() - sleeper.Clock.GetUtcNow());
        sleeper.IsFrozen = false;
        go.SetResult();
        await world.PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, world.Snapchat.Uploads.Count);
        Assert.Equal(lost, await world.FindAsync(id));
        Assert.Equal(0, world.Snapchat.Held);
    }

    [Fact]
    public async Task WaitUntilStoppedAsync_WorkerDied_WaitsForLeaseAndLastRequestOnly()
    {
        await using var world = new RunWorld();
        RunProcess other = world.AddProcess();
        (RunProcess dead, RunId _) = await StartHeldAsync(world, atUpload: 1);
        TimeSpan attempt = new SnapchatAudienceExportOptions().AttemptTimeout;
        dead.IsFrozen = true;

        Task stopped = other.Services.GetRequiredService<RunningUploads>().WaitUntilStoppedAsync(static _ => true, Token);
        TimeSpan passed = await world.UntilAsync(() => stopped.IsCompleted);

        Assert.InRange(passed, attempt * 2, attempt * 3);
        await other.Services.GetRequiredService<RunningUploads>().WaitUntilStoppedAsync(static _ => false, Token);
    }

    [Fact]
    public async Task Host_ThatStops_CancelsItsRunsAndSaysSo()
    {
        await using var world = new RunWorld();
        (RunProcess process, RunId id) = await StartHeldAsync(world, atUpload: 2);

        await process.StopWorkerAsync();

        RunRecord run = await world.FindAsync(id);
        Assert.Equal((ExportStatus.Canceled, ExportProblemCode.HostStopped), (run.Status, run.Problem!.Code));
        Assert.Equal(1, run.Report!.Identifiers.Single().Accepted);
        Assert.Empty(await world.Store.GetLeasesAsync("", Token));
    }

    [Fact]
    public async Task Run_ThatEndsWhileTheStoreIsDown_IsWrittenDownWhenItIsBack()
    {
        await using var world = new RunWorld();
        (IAudienceExportStore store, FlakyStore failures) = FlakyStore.Over(world.Store);
        RunProcess process = await world.StartWorkerAsync(store: store);
        world.Snapchat.BeforeAnswer = number =>
        {
            failures.IsDown = number == world.Emails.Count;
            return Task.CompletedTask;
        };
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.UntilAsync(() => failures.IsDown);
        await world.PassAsync(TimeSpan.FromSeconds(60));
        failures.IsDown = false;

        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Successful, 3), (run.Status, run.Report!.Identifiers.Single().Accepted));
    }

    private static Task<(RunProcess Process, RunId Run)> StartHeldAsync(RunWorld world, int atUpload) => StartHeldAsync(world, atUpload, out _);

    /// <summary>Starts a worker and a run that is in the middle of an upload.</summary>
    private static Task<(RunProcess Process, RunId Run)> StartHeldAsync(RunWorld world, int atUpload, out TaskCompletionSource go)
    {
        var held = new TaskCompletionSource();
        go = held;
        world.Snapchat.BeforeAnswer = number => number == atUpload ? held.Task : Task.CompletedTask;
        return StartAsync();

        async Task<(RunProcess Process, RunId Run)> StartAsync()
        {
            RunProcess process = await world.StartWorkerAsync();
            RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
            await world.UntilAsync(() => world.Snapchat.Uploads.Count == atUpload && world.Snapchat.Held == 1);
            return (process, id);
        }
    }
}
