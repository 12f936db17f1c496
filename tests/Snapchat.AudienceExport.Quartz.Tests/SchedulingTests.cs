using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Quartz.Tests;

/// <summary>Quartz on a clock of the test: what is due is queued, once, whatever happens to schedules and to the process.</summary>
public sealed class SchedulingTests : IAsyncDisposable
{
    private static readonly ClaimsPrincipal Administrator = new(new ClaimsIdentity([new("sub", "ada"), new(ClaimTypes.Role, nameof(AudienceExportRole.Administrator))], "test"));
    private static readonly Actor Ada = new("ada", "ada");

    // Two hours before the clock of Berlin skips an hour.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("audience-export-schedule-").FullName;
    private IHost? _host;
    private bool _areTriggersInFile;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IAudienceExportStore Store => _host!.Services.GetRequiredService<IAudienceExportStore>();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnExportRunsAtItsTime_AndAChangedScheduleReachesTheScheduler(bool areTriggersInFile)
    {
        _areTriggersInFile = areTriggersInFile;
        await StartAsync();
        StoredExport export = await AddAsync(At(2, 30));
        await UntilAsync(async () => await RunsAsync() is [{ HasEnded: true }]);
        RunRecord first = Assert.Single(await RunsAsync());

        await _host!.Services.GetRequiredService<IExportRegistry>().SetScheduleAsync(Administrator, [export.Id], At(4, 0), Token);
        await UntilAsync(async () => (await RunsAsync()).Count == 2);

        Assert.Equal((RunTrigger.Schedule, new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero)), (first.Trigger, first.DueAt!.Value));
        Assert.Equal([new DateTimeOffset(2026, 3, 29, 2, 0, 0, TimeSpan.Zero), first.DueAt.Value], (await RunsAsync()).Select(static run => run.DueAt!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AfterDowntimeOverSeveralDueTimes_ItRunsOnce(bool areTriggersInFile)
    {
        _areTriggersInFile = areTriggersInFile;
        await StartAsync();
        await AddAsync(At(2, 30));
        await StopAsync();

        _clock.Advance(TimeSpan.FromDays(3));
        await StartAsync();
        await UntilAsync(async () => await RunsAsync() is [{ HasEnded: true }]);

        Assert.Equal(new DateTimeOffset(2026, 3, 31, 0, 30, 0, TimeSpan.Zero), Assert.Single(await RunsAsync()).DueAt);
    }

    [Fact]
    public void ItIsAddedOnce()
    {
        ISnapchatAudienceExportBuilder builder = new ServiceCollection().AddSnapchatAudienceExport().UseInMemoryStore().AddQuartzScheduling();

        Assert.Throws<InvalidOperationException>(() => builder.AddQuartzScheduling());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ExportSchedule At(int hour, int minute) => new()
    {
        Kind = ScheduleKind.Own,
        Recurrence = new Recurrence { Times = [new TimeOnly(hour, minute)], TimeZone = "Europe/Berlin" },
    };

    /// <summary>Starts a process, and waits until its scheduler has looked around.</summary>
    private async Task StartAsync()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddSnapchatAudienceExport()
            .AddSegmentSource(static _ => SegmentSource.FromEnumerable((string[])["a@example.com"], static email => email))
            .UseSqlite($"Data Source={Path.Combine(_folder, "exports.db")}")
            .AddQuartzScheduling(quartz =>
            {
                if (_areTriggersInFile)
                    quartz.UseSqlite($"Data Source={Path.Combine(_folder, "schedule.db")}");
            });
        _host = builder.Build();
        await _host.StartAsync(Token);
        await UntilAsync(async () => await Store.FindSettingAsync("queued-until", Token) is not null);
    }

    private async Task StopAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _host = null;
    }

    private async Task<StoredExport> AddAsync(ExportSchedule schedule)
    {
        var definition = new ExportDefinition("Customers", AudienceId.Parse("1001"))
        {
            Identifiers = [new(IdentifierKind.Email, SegmentSource.EmailField)],
            Segments = [SegmentSource.SingleSegment],
            Schedule = schedule,
        };
        var export = new StoredExport(ExportId.New(_clock), 1, definition) { CreatedBy = Ada, UpdatedBy = Ada, ScheduledAt = _clock.GetUtcNow() };
        await Store.AddExportAsync(export, new AuditRecord(Guid.CreateVersion7(), _clock.GetUtcNow(), Ada, AuditAction.CreateExport, null, AuditOutcome.Succeeded), Token);
        return export;
    }

    private async Task<IReadOnlyList<RunRecord>> RunsAsync() => (await Store.GetRunsAsync(new RunQuery(), Token)).Items;

    /// <summary>Lets time pass until something holds, a little at a time so that everybody can do what is due.</summary>
    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int step = 0; step < 20_000; step++)
        {
            if (await condition())
                return;
            _clock.Advance(TimeSpan.FromSeconds(5));
            do
                await Task.Delay(2, Token);
            while (ThreadPool.PendingWorkItemCount > 0);
        }

        throw new TimeoutException("What the test waits for did not happen in a day of virtual time.");
    }
}
