using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Scheduling;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Tests.Running;

namespace Snapchat.AudienceExport.Tests.Scheduling;

/// <summary>What a scheduler queues when it wakes up.</summary>
public sealed class ScheduledExportsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
    private static readonly ExportSchedule Mornings = new() { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [new TimeOnly(6, 0)] } };

    private readonly RunWorld _world = new();
    private readonly RunProcess _process;

    public ScheduledExportsTests() => _process = _world.AddProcess();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IScheduledExports Scheduled => _process.Services.GetRequiredService<IScheduledExports>();

    private ISystemRefresh Refresh => _process.Services.GetRequiredService<ISystemRefresh>();

    [Fact]
    public async Task WhatWasDueBeforeThereWasAScheduler_IsNotQueued()
    {
        await AddAsync(Mornings);

        Assert.Equal(0, await Scheduled.QueueDueAsync(Monday.AddHours(7), Token));
        Assert.Equal(0, await Scheduled.QueueDueAsync(Monday.AddHours(8), Token));
        Assert.Equal(1, await Scheduled.QueueDueAsync(Monday.AddDays(1).AddHours(6), Token));
    }

    [Fact]
    public async Task ADueTime_IsQueuedOnce_HoweverOftenAndByWhomeverItIsLookedFor()
    {
        StoredExport export = await AddAsync(Mornings);
        RunProcess other = _world.AddProcess();
        await Scheduled.QueueDueAsync(Monday, Token);

        int[] queued = await Task.WhenAll(
            Scheduled.QueueDueAsync(Monday.AddHours(6), Token),
            other.Services.GetRequiredService<IScheduledExports>().QueueDueAsync(Monday.AddHours(6).AddMilliseconds(300), Token),
            Scheduled.QueueDueAsync(Monday.AddHours(7), Token));

        RunRecord run = Assert.Single(await RunsAsync());
        Assert.Equal(1, queued.Sum());
        Assert.Equal((export.Id, RunTrigger.Schedule, (DateTimeOffset?)Monday.AddHours(6), "system"), (run.Export, run.Trigger, run.DueAt, run.RequestedBy.Id));
    }

    [Fact]
    public async Task AfterDowntimeOverSeveralDueTimes_EachExportRunsOnce()
    {
        await AddAsync(Mornings);
        await AddAsync(ExportSchedule.SystemRefresh);
        await SetRefreshAsync(new TimeOnly(1, 0), new TimeOnly(13, 0));
        await Scheduled.QueueDueAsync(Monday, Token);

        Assert.Equal(2, await Scheduled.QueueDueAsync(Monday.AddDays(4).AddHours(12), Token));

        Assert.Equal(
            [(RunTrigger.SystemRefresh, Monday.AddDays(4).AddHours(1)), (RunTrigger.Schedule, Monday.AddDays(4).AddHours(6))],
            (await RunsAsync()).Select(static run => (run.Trigger, run.DueAt!.Value)).Order());
    }

    [Fact]
    public async Task WhileARunIsStillWaiting_TheNextDueTimeAddsNone()
    {
        await AddAsync(Mornings);
        await Scheduled.QueueDueAsync(Monday, Token);
        await Scheduled.QueueDueAsync(Monday.AddHours(6), Token);

        Assert.Equal(0, await Scheduled.QueueDueAsync(Monday.AddDays(1).AddHours(6), Token));
        Assert.Single(await RunsAsync());
    }

    [Fact]
    public async Task OffPausedAndRemovedExports_AreNotDue_NorAnyWithTheSystemRefreshWhileThatIsOff()
    {
        await AddAsync(ExportSchedule.Off);
        await AddAsync(Mornings with { IsPaused = true });
        await AddAsync(ExportSchedule.SystemRefresh);
        StoredExport removed = await AddAsync(Mornings);
        await _world.Store.RemoveExportAsync(removed.Id, removed.Version, AuditRecord.Of(_world.Clock, People.Ada, AuditAction.RemoveExport, subject: null), Token);
        await Scheduled.QueueDueAsync(Monday, Token);

        Assert.Equal(0, await Scheduled.QueueDueAsync(Monday.AddDays(3), Token));
        Assert.Empty(await Scheduled.GetRecurrencesAsync(Token));
    }

    [Fact]
    public async Task ANewSchedule_CountsFromWhenItWasSet_AndAnyOtherEditLeavesWhatIsDue()
    {
        IExportRegistry exports = _process.Services.GetRequiredService<IExportRegistry>();
        StoredExport edited = await AddAsync(Mornings), rescheduled = await AddAsync(Mornings);
        DateTimeOffset now = _process.Clock.GetUtcNow();
        await Scheduled.QueueDueAsync(now.AddHours(-3), Token);

        // 06:00 has passed, and nobody has queued it yet.
        await exports.SaveAsync(People.Administrator, await exports.EditAsync(People.Administrator, edited.Id, Token) with { DisplayName = "Renamed" }, cancellationToken: Token);
        await exports.SetScheduleAsync(People.Administrator, [rescheduled.Id], Mornings with { Recurrence = Mornings.Recurrence! with { Times = [new TimeOnly(7, 0)] } }, Token);
        int due = await Scheduled.QueueDueAsync(now, Token);

        Assert.Equal((1, edited.Id), (due, Assert.Single(await RunsAsync()).Export));
    }

    [Fact]
    public async Task Pausing_KeepsEachScheduleAsItIs_AndWhatWasDueMeanwhileDoesNotCount()
    {
        IExportRegistry exports = _process.Services.GetRequiredService<IExportRegistry>();
        StoredExport own = await AddAsync(Mornings), off = await AddAsync(ExportSchedule.Off), refreshed = await AddAsync(ExportSchedule.SystemRefresh);
        ExportId[] all = [own.Id, off.Id, refreshed.Id];

        IReadOnlyList<Export> paused = await exports.PauseScheduleAsync(People.Administrator, all, isPaused: true, Token);
        IReadOnlyList<Export> enabled = await exports.PauseScheduleAsync(People.Administrator, all, isPaused: false, Token);

        Assert.Equal([(ScheduleKind.Own, true), (ScheduleKind.Off, false), (ScheduleKind.SystemRefresh, true)], paused.Select(static export => (export.Definition.Schedule.Kind, export.Definition.Schedule.IsPaused)));
        Assert.All(paused, static export => Assert.Null(export.NextRunAt));
        Assert.Equal([Mornings.Recurrence!.Times, null], enabled.Take(2).Select(static export => export.Definition.Schedule.Recurrence?.Times));
        Assert.Equal(_process.Clock.GetUtcNow(), (await _world.Store.FindExportAsync(own.Id, Token))!.ScheduledAt);
    }

    [Fact]
    public async Task NextRunTimes_AreShown()
    {
        await SetRefreshAsync(new TimeOnly(13, 0));
        StoredExport own = await AddAsync(Mornings), refreshed = await AddAsync(ExportSchedule.SystemRefresh), off = await AddAsync(ExportSchedule.Off);
        IExportRegistry exports = _process.Services.GetRequiredService<IExportRegistry>();

        async Task<DateTimeOffset?> NextAsync(StoredExport export) => (await exports.GetExportAsync(People.Viewer, export.Id, Token)).NextRunAt;

        Assert.Equal(Monday.AddDays(2).AddHours(6), await NextAsync(own));
        Assert.Equal(Monday.AddDays(1).AddHours(13), await NextAsync(refreshed));
        Assert.Equal(Monday.AddDays(1).AddHours(13), (await Refresh.GetAsync(People.Viewer, Token)).NextRunAt);
        Assert.Null(await NextAsync(off));
    }

    [Fact]
    public async Task RecurrencesThatSayTheSame_AreOne()
    {
        await AddAsync(Mornings);
        await AddAsync(Mornings with { Recurrence = new Recurrence { Times = [new TimeOnly(6, 0)], Days = [] } });
        await AddAsync(Mornings with { Recurrence = new Recurrence { Times = [new TimeOnly(6, 0)], Days = [DayOfWeek.Monday] } });
        await SetRefreshAsync(new TimeOnly(6, 0));

        Assert.Equal(2, (await Scheduled.GetRecurrencesAsync(Token)).Count);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<StoredExport> AddAsync(ExportSchedule schedule)
    {
        StoredConnection connection = await _world.Store.GetConnectionsAsync(Token) is [{ } first, ..] ? first : await _world.AddConnectionAsync();
        return await _world.AddExportAsync(connection.Id, definition => definition with { Schedule = schedule });
    }

    private async Task SetRefreshAsync(params TimeOnly[] times)
    {
        // Long before what the tests look at.
        var schedule = new SystemRefreshSchedule(new Recurrence { Times = times }, People.Ada, Monday.AddDays(-1));
        var book = new SchedulingBook(_world.Store);
        Assert.True(await book.TryWriteScheduleAsync(schedule, 0, AuditRecord.Of(_world.Clock, People.Ada, AuditAction.ChangeSystemRefresh, subject: null), Token));
    }

    private async Task<IReadOnlyList<RunRecord>> RunsAsync() => (await _world.Store.GetRunsAsync(new RunQuery { Take = 100 }, Token)).Items;
}
