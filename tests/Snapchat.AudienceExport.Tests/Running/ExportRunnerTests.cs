using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

public sealed class ExportRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_NoWorkerAnywhere_SaysWhatToRegister()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess();
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);

        NoExportWorkerException exception = await Assert.ThrowsAsync<NoExportWorkerException>(() => RunWorld.StartAsync(process, export));
        Assert.Contains("AddExportWorker()", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NoExportWorkerException>(() => process.Runner.RunAllAsync(People.Administrator, Token));
        Assert.Empty(await world.Store.GetOpenRunsAsync(Token));
    }

    [Fact]
    public async Task StartAsync_WorkerInAnotherProcess_IsAcceptedUntilItWasNotSeenFor5Minutes()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess();
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        RunProcess worker = await world.StartWorkerAsync();
        await world.UntilAsync(async () => (await world.Store.GetLeasesAsync("worker:", Token)).Count > 0);

        worker.IsFrozen = true;
        await world.PassAsync(TimeSpan.FromMinutes(4));
        Assert.NotEqual(default, await RunWorld.StartAsync(process, export));
        await world.PassAsync(TimeSpan.FromMinutes(1.5));
        await Assert.ThrowsAsync<NoExportWorkerException>(() => RunWorld.StartAsync(process, export));
    }

    [Fact]
    public async Task StartAsync_QueuesWithEverythingThatIsKnown()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        var request = new RunRequest { ResendAll = true };

        RunId id = await process.Runner.StartAsync(People.Contributor, export.Id, request, Token);

        RunRecord run = await process.Runner.GetRunAsync(People.Viewer, id, Token);
        Assert.Equal(ExportStatus.Queued, run.Status);
        Assert.Equal((export.Id, export.Definition, 1, RunTrigger.OnDemand), (run.Export, run.Definition, run.DefinitionVersion, run.Trigger));
        Assert.Equal((People.Cleo, AudienceExportRole.Contributor, request), (run.RequestedBy, run.RequestedAs, run.Request));
        Assert.Equal(world.Clock.GetUtcNow(), run.QueuedAt);
        Assert.Null(run.StartedAt);
        AuditRecord audit = Assert.Single(await world.AuditAsync(AuditAction.StartRun));
        Assert.Equal((People.Cleo, AuditOutcome.Succeeded, export.Id.ToString()), (audit.Actor, audit.Outcome, audit.Subject!.Id));
        Assert.Contains(id.ToString(), audit.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Busy_QueuesOrRefusesByChoice()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        RunId first = await RunWorld.StartAsync(process, export, new RunRequest { WhenBusy = WhenBusy.Refuse });

        RunInProgressException refused = await Assert.ThrowsAsync<RunInProgressException>(
            () => RunWorld.StartAsync(process, export, new RunRequest { WhenBusy = WhenBusy.Refuse }));
        Assert.Equal(first, refused.Run);
        RunId second = await RunWorld.StartAsync(process, export);
        Assert.Equal([first, second], (await world.Store.GetOpenRunsAsync(Token)).Select(static run => run.Record.Id));
    }

    [Fact]
    public async Task Failures_AreOnRecord()
    {
        await using var world = new RunWorld();
        RunProcess idle = world.AddProcess();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        RunId ended = await RunWorld.StartAsync(process, export);
        await world.EndAsync(ended);
        await process.StopWorkerAsync();
        await RunWorld.StartAsync(process, export);
        world.Snapchat.Failure = new AudienceExportNotFoundException("Snapchat knows no such audience.");

        await Assert.ThrowsAsync<RunInProgressException>(() => RunWorld.StartAsync(process, export, new RunRequest { WhenBusy = WhenBusy.Refuse }));
        await Assert.ThrowsAsync<NoExportWorkerException>(() => RunWorld.StartAsync(idle, export));
        await Assert.ThrowsAsync<NoExportWorkerException>(() => idle.Runner.RunAllAsync(People.Contributor, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => process.Runner.RefreshAudienceStatusAsync(People.Contributor, ended, Token));

        Assert.Equal(
            [(People.Cleo, (string?)null), (People.Ada, export.Id.ToString()), (People.Ada, export.Id.ToString())],
            (await world.AuditAsync(AuditAction.StartRun)).Where(static record => record.Outcome == AuditOutcome.Failed).Select(static record => (record.Actor, record.Subject?.Id)));
        AuditRecord look = Assert.Single(await world.AuditAsync(AuditAction.UseConnection));
        Assert.Equal((AuditOutcome.Failed, ended.ToString(), "Snapchat knows no such audience."), (look.Outcome, look.Subject!.Id, look.Detail));
    }

    [Fact]
    public async Task EveryMethod_WithAnUnknownId_SaysSo()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        IExportRunner runner = process.Runner;
        var run = RunId.New(world.Clock);

        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => runner.StartAsync(People.Administrator, ExportId.New(world.Clock), null, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => runner.GetRunAsync(People.Administrator, run, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => runner.WaitAsync(People.Administrator, run, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => runner.WatchAsync(People.Administrator, run, Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => runner.CancelAsync(People.Administrator, run, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => runner.RefreshAudienceStatusAsync(People.Administrator, run, Token));
    }

    [Fact]
    public async Task RunAllAsync_TakesActiveSchedulesOfEditableExports_AndNoneThatIsQueuedAlready()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredConnection shared = await world.AddConnectionAsync();
        StoredConnection own = await world.AddConnectionAsync(static connection => connection with { Access = ConnectionAccess.Administrators });
        StoredExport active = await world.AddExportAsync(shared.Id);
        await world.AddExportAsync(shared.Id, static definition => definition with { Schedule = ExportSchedule.Off });
        StoredExport hidden = await world.AddExportAsync(own.Id);
        StoredExport queued = await world.AddExportAsync(shared.Id);
        RunId earlier = await RunWorld.StartAsync(process, queued);

        RunId ofContributor = Assert.Single(await process.Runner.RunAllAsync(People.Contributor, Token));
        RunId ofAdministrator = Assert.Single(await process.Runner.RunAllAsync(People.Administrator, Token));

        Assert.Equal((active.Id, RunTrigger.RunAll), ((await world.FindAsync(ofContributor)).Export, (await world.FindAsync(ofContributor)).Trigger));
        Assert.Equal(hidden.Id, (await world.FindAsync(ofAdministrator)).Export);
        Assert.Equal([earlier, ofContributor, ofAdministrator], (await world.Store.GetOpenRunsAsync(Token)).Select(static run => run.Record.Id));
    }

    [Fact]
    public async Task CancelAsync_Queued_IsCanceledAtOnceAndStaysSo()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));

        RunRecord canceled = await process.Runner.CancelAsync(People.Contributor, id, Token);
        RunRecord again = await process.Runner.CancelAsync(People.Administrator, id, Token);

        Assert.Equal((ExportStatus.Canceled, ExportProblemCode.Canceled, People.Cleo), (canceled.Status, canceled.Problem!.Code, canceled.CanceledBy));
        Assert.NotNull(canceled.EndedAt);
        Assert.Equal(canceled, again);
        AuditRecord audit = Assert.Single(await world.AuditAsync(AuditAction.CancelRun));
        Assert.Equal((People.Cleo, id.ToString()), (audit.Actor, audit.Subject!.Id));
        await process.StartWorkerAsync();
        await world.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(world.Snapchat.Uploads);
    }

    [Fact]
    public async Task GetRunsAsync_PagesFromTheLatestOn()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport one = await world.AddExportAsync(connection.Id);
        StoredExport other = await world.AddExportAsync(connection.Id);
        List<RunId> runs = [];
        for (int i = 0; i < 5; i++)
        {
            runs.Add(await RunWorld.StartAsync(process, one));
            await RunWorld.StartAsync(process, other);
        }

        Page<RunRecord> page = await process.Runner.GetRunsAsync(People.Viewer, new RunQuery { Export = one.Id, Skip = 1, Take = 2 }, Token);

        Assert.Equal(5, page.Total);
        Assert.Equal([runs[3], runs[2]], page.Items.Select(static run => run.Id));
        Assert.Equal(10, (await process.Runner.GetRunsAsync(People.Viewer, null, Token)).Total);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => process.Runner.GetRunsAsync(People.Viewer, new RunQuery { Take = 1001 }, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => process.Runner.GetRunsAsync(People.Viewer, new RunQuery { Skip = -1 }, Token));
    }

    [Fact]
    public async Task RefreshAudienceStatusAsync_KeepsWhatSnapchatSaysNow()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync();
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        Assert.Equal(0, (await world.EndAsync(id)).Report!.AudienceAfterwards!.ApproximateSize);

        world.Snapchat.ApproximateSize = 3000;
        RunRecord refreshed = await process.Runner.RefreshAudienceStatusAsync(People.Contributor, id, Token);

        Assert.Equal(3000, refreshed.Report!.AudienceAfterwards!.ApproximateSize);
        Assert.Equal(refreshed, await world.FindAsync(id));
        Assert.Equal(ExportStatus.Successful, refreshed.Status);
    }

    [Fact]
    public async Task RefreshAudienceStatusAsync_ConnectionNoLongerShared_IsDenied()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync();
        StoredConnection former = await world.AddConnectionAsync();
        StoredConnection current = await world.AddConnectionAsync();
        StoredExport export = await world.AddExportAsync(former.Id);
        RunId id = await RunWorld.StartAsync(process, export);
        await world.EndAsync(id);
        await world.ChangeAsync(export, definition => definition with { Connection = current.Id });
        await world.ChangeAsync(former, static connection => connection with { Access = ConnectionAccess.Administrators });

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => process.Runner.RefreshAudienceStatusAsync(People.Contributor, id, Token));
        Assert.NotNull(await process.Runner.RefreshAudienceStatusAsync(People.Administrator, id, Token));
    }
}
