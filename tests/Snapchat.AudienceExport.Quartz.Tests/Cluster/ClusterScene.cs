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
    private const int Connections = 3;

    private readonly SharedKeys _keys = new();
    private readonly List<Process> _workers = [];
    private readonly Dictionary<AudienceId, ConnectionId> _connections = [];
    private readonly ServiceProvider _services;
    private readonly Party _party;
    private readonly int _people;

    private ClusterScene(OwnPostgreSql server, SnapchatSimulator simulator, int people)
    {
        (Server, Simulator, _people) = (server, simulator, people);
        _party = new Party(server.ConnectionString, _keys.Folder, simulator.BaseAddress, simulator.ClientId, simulator.ClientSecret.Reveal());
        var services = new ServiceCollection();
        services.AddLogging();
        ClusterWorker.Register(services, _party).AddSegmentSource(_ => new GeneratedSource(people));
        _services = services.BuildServiceProvider();
    }

    public OwnPostgreSql Server { get; }

    public SnapchatSimulator Simulator { get; }

    public List<Export> Exports { get; } = [];

    public DateTimeOffset DueAt { get; private set; }

    public static async Task<ClusterScene> CreateAsync(int exports, int people, CancellationToken cancellationToken)
    {
        var scene = new ClusterScene(await OwnPostgreSql.StartAsync(cancellationToken), await SnapchatSimulator.StartAsync(cancellationToken: cancellationToken), people);
        await scene._services.MigrateAudienceExportStoreAsync(cancellationToken);
        var connections = new List<ConnectionId>();
        for (int index = 0; index < Connections; index++)
            connections.Add(await Administration.ConnectAsync(scene._services.GetRequiredService<IConnectionRegistry>(), cancellationToken));

        // Far enough ahead for workers to start.
        DateTimeOffset soon = TimeProvider.System.GetUtcNow().AddSeconds(100);
        scene.DueAt = soon.AddTicks(-(soon.Ticks % TimeSpan.TicksPerMinute));
        var schedule = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [TimeOnly.FromDateTime(scene.DueAt.UtcDateTime)] } };
        for (int index = 0; index < exports; index++)
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
                    Schedule = schedule,
                },
                cancellationToken: cancellationToken));
        }

        return scene;
    }

    public Process StartWorker()
    {
        Process worker = ClusterWorker.Start(_party, _people);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Waits until Snapchat has carried out so many uploads.</summary>
    public Task UploadedAsync(int requests, CancellationToken cancellationToken)
    {
        int seen = 0;
        return Simulator.WaitForRequestAsync(
            request => request is { Operation: SimulatedOperation.AddUsers, Applied: true } && Interlocked.Increment(ref seen) >= requests, cancellationToken);
    }

    /// <summary>Waits until every export has a run and every run has ended.</summary>
    public async Task<IReadOnlyList<RunRecord>> RunsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                IReadOnlyList<RunRecord> runs = (await _services.GetRequiredService<IAudienceExportStore>().GetRunsAsync(new RunQuery { Take = 1000 }, cancellationToken)).Items;
                if (runs.DistinctBy(static run => run.Export).Count() == Exports.Count && runs.All(static run => run.HasEnded))
                    return runs;
            }
            catch (AudienceExportStoreException)
            {
                // The server is down in some tests.
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    public void AssertEveryAudienceIsExact()
    {
        for (int index = 0; index < Exports.Count; index++)
        {
            HashSet<Sha256Digest> expected = GeneratedPeople.DigestsOf(Exports[index].Definition.Segments.Single(), _people);
            Assert.True(expected.SetEquals(Simulator.GetMembers(Exports[index].Definition.Audience, IdentifierKind.Email)), $"The audience of export {index} is not exact.");
        }
    }

    public void AssertRatesWereKept()
    {
        IReadOnlyList<SimulatedRequest> requests = Simulator.Requests;
        Assert.True(RateWindows.FindExcess(requests, 20) <= 0, "The app sent too much.");
        foreach (IGrouping<ConnectionId, SimulatedRequest> sent in requests.Where(static request => request.Audience is not null).GroupBy(request => _connections[request.Audience!.Value]))
            Assert.True(RateWindows.FindExcess(sent, 10) <= 0, "A connection sent too much.");
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
}
