using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>One PostgreSQL, one simulator, exports that are due at one time, and workers as processes.</summary>
internal sealed class ClusterScene : IAsyncDisposable
{
    /// <summary>The tests with servers and processes of their own run one after another.</summary>
    public const string Alone = "Servers and processes";

    private const int Connections = 3;

    private readonly SharedKeys _keys = new();
    private readonly List<Process> _workers = [];
    private readonly Dictionary<AudienceId, ConnectionId> _connections = [];
    private readonly ServiceProvider _services;
    private readonly StorySize _size;

    private ClusterScene(OwnPostgreSql server, SnapchatSimulator simulator, StorySize size)
    {
        (Server, Simulator, _size) = (server, simulator, size);
        Party = new Party(server.ConnectionString, _keys.Folder, simulator.BaseAddress, simulator.ClientId, simulator.ClientSecret.Reveal());
        var services = new ServiceCollection();
        services.AddLogging();
        ClusterWorker.Register(services, Party, size);
        _services = services.BuildServiceProvider();
    }

    public OwnPostgreSql Server { get; }

    public Party Party { get; }

    public SnapchatSimulator Simulator { get; }

    public List<Export> Exports { get; } = [];

    public DateTimeOffset DueAt { get; private set; }

    private IAudienceExportStore Store => _services.GetRequiredService<IAudienceExportStore>();

    public static async Task<ClusterScene> CreateAsync(StorySize size, CancellationToken cancellationToken)
    {
        var scene = new ClusterScene(await OwnPostgreSql.StartAsync(cancellationToken), await SnapchatSimulator.StartAsync(cancellationToken: cancellationToken), size);
        await scene._services.MigrateAudienceExportStoreAsync(cancellationToken);
        var connections = new List<ConnectionId>();
        for (int index = 0; index < Connections; index++)
            connections.Add(await Administration.ConnectAsync(scene._services.GetRequiredService<IConnectionRegistry>(), cancellationToken));

        for (int index = 0; index < size.Exports; index++)
        {
            AudienceId audience = scene.Simulator.AddAudience();
            scene._connections[audience] = connections[index % Connections];
            scene.Exports.Add(await scene._services.GetRequiredService<IExportRegistry>().SaveAsync(
                Party.Administrator,
                new ExportDraft
                {
                    DisplayName = $"Export {index}",
                    Connection = connections[index % Connections],
                    Audience = audience.Value,
                    Segments = [SegmentId.Parse(string.Create(CultureInfo.InvariantCulture, $"list-{index}"))],
                    Identifiers = [new(IdentifierKind.Email, SegmentSource.EmailField)],
                    Schedule = new ExportSchedule { Kind = ScheduleKind.Off },
                },
                cancellationToken: cancellationToken));
        }

        return scene;
    }

    public Process StartWorker()
    {
        Process worker = ClusterWorker.Start(Party, _size);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Waits until all workers are there, and lets every export be due at the next full minute.</summary>
    public async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        await UntilAsync(async () => (await Store.GetLeasesAsync("worker:", cancellationToken)).Count == _workers.Count, cancellationToken);
        DateTimeOffset soon = TimeProvider.System.GetUtcNow().AddSeconds(70);
        DueAt = soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerMinute));
        var schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [TimeOnly.FromDateTime(DueAt.UtcDateTime)] } };

        // From the first look on, what is due counts.
        await _services.GetRequiredService<IScheduledExports>().QueueDueAsync(TimeProvider.System.GetUtcNow(), cancellationToken);
        await _services.GetRequiredService<IExportRegistry>().SetScheduleAsync(Party.Administrator, [.. Exports.Select(static export => export.Id)], schedule, cancellationToken);
    }

    /// <summary>Waits until Snapchat has carried out so many uploads in all.</summary>
    public Task UploadedAsync(int requests, CancellationToken cancellationToken) => UntilAsync(
        () => Task.FromResult(Simulator.Requests.Count(static request => request is { Operation: SimulatedOperation.AddUsers, Applied: true }) >= requests), cancellationToken);

    /// <summary>Waits until a worker holds the lease of an audience, or none any more.</summary>
    public Task WorksAsync(Process worker, bool isAtWork, CancellationToken cancellationToken)
    {
        string holder = string.Create(CultureInfo.InvariantCulture, $"{worker.Id}-");
        return UntilAsync(
            async () => isAtWork == (await Store.GetLeasesAsync("audience:", cancellationToken)).Any(lease => lease.Holder.StartsWith(holder, StringComparison.Ordinal)), cancellationToken);
    }

    /// <summary>Waits until every export has a run and every run has ended.</summary>
    public async Task<IReadOnlyList<RunRecord>> RunsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRecord> runs = [];
        await UntilAsync(
            async () =>
            {
                runs = (await Store.GetRunsAsync(new RunQuery { Take = 1000 }, cancellationToken)).Items;
                return runs.DistinctBy(static run => run.Export).Count() == Exports.Count && runs.All(static run => run.HasEnded);
            },
            cancellationToken);
        return runs;
    }

    public void AssertEveryAudienceIsExact()
    {
        for (int index = 0; index < Exports.Count; index++)
        {
            HashSet<Sha256Digest> expected = GeneratedPeople.DigestsOf(Exports[index].Definition.Segments.Single(), _size.People);
            Assert.True(expected.SetEquals(Simulator.GetMembers(Exports[index].Definition.Audience, IdentifierKind.Email)), $"The audience of export {index} is not exact.");
        }
    }

    /// <summary>Checks that requests arrived at no more than the rates of connections and of the app, and as many at once.</summary>
    /// <returns>The most that arrived.</returns>
    public string AssertRatesWereKept()
    {
        IReadOnlyList<SimulatedRequest> requests = Simulator.Requests;
        (int Sliding, int Fixed) app = RateWindows.FindMost(requests);
        (int Sliding, int Fixed)[] connections =
        [
            .. requests.Where(static request => request.Audience is not null).GroupBy(request => _connections[request.Audience!.Value]).Select(static sent => RateWindows.FindMost(sent)),
        ];
        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"at most {app.Sliding} requests of the app in a second and {app.Fixed} in five, {connections.Max(static most => most.Sliding)} and {connections.Max(static most => most.Fixed)} of a connection");
        Assert.All([(Most: app, Rate: 20), .. connections.Select(static most => (Most: most, Rate: 10))], sent =>
        {
            Assert.True(sent.Most.Sliding <= (sent.Rate * (1 + _size.Jitter.TotalSeconds)) + sent.Rate, found);
            Assert.True(sent.Most.Fixed <= (sent.Rate * (5 + _size.Jitter.TotalSeconds)) + sent.Rate, found);
        });
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process worker in _workers)
        {
            if (!worker.HasExited)
                worker.Kill();
            worker.Dispose();
        }

        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
        await Server.DisposeAsync();
        _keys.Dispose();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                if (await condition())
                    return;
            }
            catch (AudienceExportStoreException)
            {
                // The server is down in some stories.
            }
        }
    }
}
