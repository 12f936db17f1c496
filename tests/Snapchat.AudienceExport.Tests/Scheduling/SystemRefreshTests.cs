using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Tests.Running;

namespace Snapchat.AudienceExport.Tests.Scheduling;

/// <summary>The system refresh: segments first, then the exports that are scheduled with it.</summary>
public sealed class SystemRefreshTests : IAsyncDisposable
{
    private static readonly Recurrence Hourly = new() { Times = [new TimeOnly(9, 0), new TimeOnly(10, 0), new TimeOnly(11, 0), new TimeOnly(12, 0)] };

    private readonly RunWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ItIsOffUntilAnAdministratorTurnsItOn_WhichIsOnRecord()
    {
        ISystemRefresh refresh = _world.AddProcess().Services.GetRequiredService<ISystemRefresh>();

        SystemRefreshState before = await refresh.GetAsync(People.Viewer, Token), on = await refresh.SetAsync(People.Administrator, before.Version, Hourly, Token), off = await refresh.SetAsync(People.Administrator, on.Version, recurrence: null, Token);

        Assert.Equal(new SystemRefreshState((Recurrence?)null), before);
        Assert.Equal(Hourly.Times, on.Recurrence!.Times);
        Assert.Equal(At(9), on.NextRunAt);
        Assert.Equal(((Recurrence?)null, (DateTimeOffset?)null, "ada"), (off.Recurrence, off.NextRunAt, off.UpdatedBy!.Id));
        Assert.Equal(["Off.", "Daily 09:00,10:00,11:00,12:00 Etc/UTC."], (await _world.AuditAsync(AuditAction.ChangeSystemRefresh)).Select(static record => record.Detail));
    }

    [Fact]
    public async Task OthersMayNotChangeIt_NorMayAnybodyToWhatIsNoRecurrence()
    {
        ISystemRefresh refresh = _world.AddProcess().Services.GetRequiredService<ISystemRefresh>();

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => refresh.SetAsync(People.Contributor, version: 0, Hourly, Token));
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => refresh.RunNowAsync(People.Contributor, Token));
        AudienceExportValidationException invalid = await Assert.ThrowsAsync<AudienceExportValidationException>(() => refresh.SetAsync(People.Administrator, version: 0, new Recurrence { TimeZone = "Moon/Crater" }, Token));
        await Assert.ThrowsAsync<NoExportWorkerException>(() => refresh.RunNowAsync(People.Administrator, Token));

        Assert.Equal(2, invalid.Problems.Count);
        Assert.Equal(
            [AuditOutcome.Failed, AuditOutcome.Denied],
            (await _world.AuditAsync(AuditAction.ChangeSystemRefresh)).Select(static record => record.Outcome));
    }

    [Fact]
    public async Task OfTwoWhoChangeItAtOnce_OneIsTold()
    {
        ISystemRefresh refresh = _world.AddProcess().Services.GetRequiredService<ISystemRefresh>();
        SystemRefreshState seen = await refresh.GetAsync(People.Administrator, Token);

        SystemRefreshState on = await refresh.SetAsync(People.Administrator, seen.Version, Hourly, Token);
        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => refresh.SetAsync(People.Administrator, seen.Version, recurrence: null, Token));

        Assert.Equal((on.Version, Hourly.Key), ((await refresh.GetAsync(People.Viewer, Token)).Version, (await refresh.GetAsync(People.Viewer, Token)).Recurrence!.Key));
    }

    [Fact]
    public async Task ExportsWaitForTheRefresh_AndOneSavedMeanwhileForTheNext()
    {
        var refresher = new HeldRefresher();
        RunProcess process = await StartAsync(refresher);
        StoredExport export = await AddAsync();
        await QueueAsync(process, hour: 9);
        await _world.UntilAsync(() => refresher.Requests.Count == 1);
        RunRecord waiting = Assert.Single(await RunsAsync());
        StoredExport late = await AddAsync(_world.Clock.GetUtcNow());

        // A person's run waits as well.
        RunId asked = await RunWorld.StartAsync(process, late);
        await _world.PassAsync(TimeSpan.FromMinutes(5));
        ExportStatus[] during = [(await _world.FindAsync(waiting.Id)).Status, (await _world.FindAsync(asked)).Status];
        refresher.End.SetResult();

        Assert.Equal([ExportStatus.Queued, ExportStatus.Queued], during);
        Assert.Equal((ExportStatus.Successful, RunTrigger.SystemRefresh), ((await _world.EndAsync(waiting.Id)).Status, waiting.Trigger));
        Assert.Equal(ExportStatus.Successful, (await _world.EndAsync(asked)).Status);
        Assert.Equal(export.Definition.Segments, Assert.Single(refresher.Requests).Segments);
        Assert.Equal(2, (await RunsAsync()).Count);
    }

    [Fact]
    public async Task ARefreshLongerThanTheInterval_StandsForThoseThatWereDueMeanwhile()
    {
        var refresher = new HeldRefresher();
        RunProcess process = await StartAsync(refresher);
        await AddAsync();
        await QueueAsync(process, hour: 9);
        await _world.UntilAsync(() => refresher.Requests.Count == 1);
        await QueueAsync(process, hour: 10);
        await QueueAsync(process, hour: 11);
        refresher.End.SetResult();
        RunRecord run = await _world.EndAsync(Assert.Single(await RunsAsync()).Id);

        await QueueAsync(process, hour: 12);
        await _world.UntilAsync(async () => (await RunsAsync()).Count(static one => one.HasEnded) == 2);

        Assert.Equal((ExportStatus.Successful, At(9)), (run.Status, run.DueAt));
        Assert.Equal([At(12), At(9)], (await RunsAsync()).Select(static one => one.DueAt!.Value));
        Assert.Equal(2, refresher.Requests.Count);
    }

    [Fact]
    public async Task WhereTheRefreshFails_ItsExportsAreSkipped()
    {
        var refresher = new HeldRefresher { Failure = new InvalidOperationException("secret@example.com") };
        RunProcess process = await StartAsync(refresher);
        await AddAsync();
        await QueueAsync(process, hour: 9);
        RunRecord run = await _world.EndAsync(Assert.Single(await RunsAsync()).Id);

        SystemRefreshRun latest = (await process.Services.GetRequiredService<ISystemRefresh>().GetAsync(People.Viewer, Token)).Latest!;

        Assert.Equal((ExportStatus.Skipped, ExportProblemCode.RefreshFailed), (run.Status, run.Problem!.Code));
        Assert.Equal((ExportStatus.Failed, At(9)), (latest.Status, latest.DueAt));
        Assert.Contains("System.InvalidOperationException", latest.Problem!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", latest.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnDemand_ItRefreshesSegmentsAndRunsNoExport()
    {
        var refresher = new HeldRefresher();
        RunProcess process = await StartAsync(refresher);
        await AddAsync();
        ISystemRefresh refresh = process.Services.GetRequiredService<ISystemRefresh>();

        SystemRefreshState asked = await refresh.RunNowAsync(People.Administrator, Token);
        await _world.UntilAsync(() => refresher.Requests.Count == 1);
        SystemRefreshState again = await refresh.RunNowAsync(People.Administrator, Token);
        refresher.End.SetResult();
        await _world.UntilAsync(async () => (await refresh.GetAsync(People.Viewer, Token)).Latest!.HasEnded);

        Assert.Equal((ExportStatus.Queued, "ada", null), (asked.Latest!.Status, asked.Latest.RequestedBy.Id, asked.Latest.DueAt));
        Assert.Equal((ExportStatus.Processing, asked.Latest.RequestedAt), (again.Latest!.Status, again.Latest.RequestedAt));
        Assert.Equal(ExportStatus.Successful, (await refresh.GetAsync(People.Viewer, Token)).Latest!.Status);
        Assert.Single(refresher.Requests);
        Assert.Empty(await RunsAsync());
    }

    [Fact]
    public async Task WhereTheWorkerDies_AnotherOneRefreshes()
    {
        HeldRefresher first = new(), second = new();
        second.End.SetResult();
        RunProcess dead = await StartAsync(first);
        await dead.Services.GetRequiredService<ISystemRefresh>().RunNowAsync(People.Administrator, Token);
        await _world.UntilAsync(() => first.Requests.Count == 1);
        dead.IsFrozen = true;
        RunProcess other = await StartAsync(second);

        await _world.UntilAsync(async () => (await other.Services.GetRequiredService<ISystemRefresh>().GetAsync(People.Viewer, Token)).Latest!.HasEnded);

        Assert.Single(second.Requests);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static DateTimeOffset At(int hour) => new(2026, 11, 24, hour, 0, 0, TimeSpan.Zero);

    private static Task<int> QueueAsync(RunProcess process, int hour) => process.Services.GetRequiredService<IScheduledExports>().QueueDueAsync(At(hour), Token);

    private async Task<RunProcess> StartAsync(HeldRefresher refresher)
    {
        RunProcess process = await _world.StartWorkerAsync(builder => builder.Services.AddSingleton<ISegmentRefresher>(refresher));
        ISystemRefresh refresh = process.Services.GetRequiredService<ISystemRefresh>();
        await refresh.SetAsync(People.Administrator, (await refresh.GetAsync(People.Administrator, Token)).Version, Hourly, Token);
        await QueueAsync(process, hour: 8);
        return process;
    }

    private async Task<StoredExport> AddAsync(DateTimeOffset scheduledAt = default)
    {
        StoredExport export = await _world.AddExportAsync((await _world.AddConnectionAsync()).Id);
        AuditRecord audit = AuditRecord.Of(_world.Clock, People.Ada, AuditAction.EditExport, subject: null);
        return (await _world.Store.UpdateExportsAsync([export with { ScheduledAt = scheduledAt }], [audit], Token))[0];
    }

    private async Task<IReadOnlyList<RunRecord>> RunsAsync() => (await _world.Store.GetRunsAsync(new RunQuery { Take = 100 }, Token)).Items;
}
