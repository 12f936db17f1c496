using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Measures what 10,000 scheduled exports cost over one PostgreSQL: the start, the memory, a look for changes, and a tick at which all of them are due.</summary>
internal static class ScheduleMeasurement
{
    public const string Command = "measure-schedule";
    private const int Exports = 10_000;

    private static readonly TimeProvider Clock = TimeProvider.System;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using OwnPostgreSql server = await OwnPostgreSql.StartAsync(cancellationToken);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        using var keys = new EntityFrameworkCore.Tests.TwoProcesses.SharedKeys();
        builder.Services.AddSnapchatAudienceExport()
            .UsePostgreSql(server.ConnectionString, options =>
            {
                options.ConfigureKeyRing = ring => EntityFrameworkCore.Tests.TwoProcesses.SharedKeys.Configure(ring, keys.Folder);
                options.ApplyMigrationsAtStart = true;
            })
            .AddQuartzScheduling(quartz => quartz.UsePostgreSql(server.ConnectionString));
        using IHost host = builder.Build();
        await host.Services.MigrateAudienceExportStoreAsync(cancellationToken);
        IAudienceExportStore store = host.Services.GetRequiredService<IAudienceExportStore>();
        await AddAsync(store, cancellationToken);

        long before = Memory();
        long begun = Stopwatch.GetTimestamp();
        await host.StartAsync(cancellationToken);
        Write("start of the host", Stopwatch.GetElapsedTime(begun));
        IScheduledExports scheduled = host.Services.GetRequiredService<IScheduledExports>();
        DateTimeOffset now = Clock.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory beyond the start of the process: {(Memory() - before) / 1048576.0:0.0} MiB"));
        Write("a look for changed schedules", await TimeAsync(() => scheduled.GetRecurrencesAsync(cancellationToken)));
        Write("a tick at which nothing is due", await TimeAsync(() => scheduled.QueueDueAsync(now.AddSeconds(30), cancellationToken)));
        int queued = 0;
        TimeSpan tick = await TimeAsync(async () => queued = await scheduled.QueueDueAsync(now.AddDays(2), cancellationToken));
        Write(string.Create(CultureInfo.InvariantCulture, $"a tick at which {queued} exports are due"), tick);
        await host.StopAsync(cancellationToken);
        return 0;
    }

    private static async Task AddAsync(IAudienceExportStore store, CancellationToken cancellationToken)
    {
        var actor = new Actor("ada", "Ada");
        for (int index = 0; index < Exports; index++)
        {
            var definition = new ExportDefinition(string.Create(CultureInfo.InvariantCulture, $"Export {index}"), AudienceId.Parse((1_000_000L + index).ToString(CultureInfo.InvariantCulture)))
            {
                Identifiers = [new(IdentifierKind.Email, "email")],
                Segments = [SegmentId.Parse("list")],
                Schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [new TimeOnly(index / 60 % 8, index % 60)], TimeZone = "Europe/Berlin" } },
            };
            var export = new StoredExport(ExportId.New(Clock), 1, definition) { CreatedBy = actor, UpdatedBy = actor, ScheduledAt = Clock.GetUtcNow() };
            await store.AddExportAsync(export, new AuditRecord(Guid.CreateVersion7(), Clock.GetUtcNow(), actor, AuditAction.CreateExport, null, AuditOutcome.Succeeded), cancellationToken);
        }
    }

    private static long Memory()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        long begun = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static void Write(string what, TimeSpan time) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalMilliseconds:0} ms"));
}
