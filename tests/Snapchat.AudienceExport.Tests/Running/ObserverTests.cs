using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

public sealed class ObserverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observers_AreToldOnceOfEachFinishedRun()
    {
        await using var world = new RunWorld();
        var notes = new Notes();
        RunProcess process = await world.StartWorkerAsync(Observed(notes));
        await world.StartWorkerAsync(Observed(notes));
        StoredConnection connection = await world.AddConnectionAsync();
        RunId good = await RunWorld.StartAsync(process, await world.AddExportAsync(connection.Id));
        RunId skipped = await RunWorld.StartAsync(process, await world.AddExportAsync(connection: null));
        await world.EndAsync(good);
        await world.EndAsync(skipped);

        await world.UntilAsync(async () => (await world.Store.GetUnobservedRunsAsync(10, Token)).Count == 0);
        await world.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(2, notes.Taken.Count);
        Assert.Contains(await world.FindAsync(good), notes.Taken);
        Assert.Contains(await world.FindAsync(skipped), notes.Taken);
    }

    [Fact]
    public async Task Observers_AreToldOfRunsThatWereCanceledInTheQueueOrLost()
    {
        await using var world = new RunWorld();
        var notes = new Notes();
        RunProcess waiting = world.AddProcess(hasWorker: true);
        StoredConnection connection = await world.AddConnectionAsync();
        RunId canceled = await RunWorld.StartAsync(waiting, await world.AddExportAsync(connection.Id));
        await waiting.Runner.CancelAsync(People.Administrator, canceled, Token);
        var go = new TaskCompletionSource();
        world.Snapchat.BeforeAnswer = _ => go.Task;
        RunId lost = await RunWorld.StartAsync(waiting, await world.AddExportAsync(connection.Id));
        await waiting.StartWorkerAsync();
        await world.UntilAsync(() => world.Snapchat.Held == 1);
        waiting.IsFrozen = true;

        await world.StartWorkerAsync(Observed(notes));
        await world.UntilAsync(() => notes.Taken.Any(run => run.Id == lost));

        Assert.Equal(ExportProblemCode.WorkerLost, notes.Taken.Single(run => run.Id == lost).Problem!.Code);

        // The first worker had no observers; whoever was told was told by it.
        Assert.Equal(ExportStatus.Canceled, (await world.FindAsync(canceled)).Status);
        Assert.Empty(await world.Store.GetUnobservedRunsAsync(10, Token));
    }

    [Fact]
    public async Task Observer_ThatFails_IsToldAgain_AndTheOthersAreToldAllTheSame()
    {
        await using var world = new RunWorld();
        var notes = new Notes { Failures = 3 };
        RunProcess process = await world.StartWorkerAsync(builder =>
        {
            builder.AddObserver<FailingObserver>();
            Observed(notes)(builder);
        });
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.EndAsync(id);

        TimeSpan passed = await world.UntilAsync(async () => (await world.Store.GetUnobservedRunsAsync(10, Token)).Count == 0);

        Assert.Equal(4, notes.Asked.Count);
        Assert.Single(notes.Taken);
        Assert.True(passed >= TimeSpan.FromSeconds(5 + 10 + 20), $"{passed}");
        Assert.DoesNotContain(process.Logs.GetSnapshot(), static record => record.Message.Contains("secret", StringComparison.Ordinal) || record.Exception is not null);
    }

    [Fact]
    public async Task Observers_OfAProcessThatDiedBeforeItTold_AreToldByTheNext()
    {
        await using var world = new RunWorld();
        var notes = new Notes { NeverEnds = true };
        RunProcess first = await world.StartWorkerAsync(Observed(notes));
        RunId id = await RunWorld.StartAsync(first, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.UntilAsync(() => notes.Asked.Count == 1);
        first.IsFrozen = true;

        notes.NeverEnds = false;
        await world.StartWorkerAsync(Observed(notes));
        await world.UntilAsync(() => notes.Taken.Count == 1);

        Assert.Equal((2, id), (notes.Asked.Count, notes.Taken.Single().Id));
    }

    [Fact]
    public async Task Observers_AreToldOfARunWhoseExportIsRemoved()
    {
        await using var world = new RunWorld();
        var notes = new Notes();
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        RunProcess waiting = world.AddProcess(hasWorker: true, Observed(notes));
        RunId id = await RunWorld.StartAsync(waiting, export);
        await waiting.Runner.CancelAsync(People.Administrator, id, Token);
        await waiting.Services.GetRequiredService<IExportRegistry>().RemoveAsync(People.Administrator, export.Id, export.Version, Token);

        await waiting.StartWorkerAsync();
        await world.UntilAsync(() => !notes.Taken.IsEmpty);

        Assert.Equal((id, ExportStatus.Canceled), (notes.Taken.Single().Id, notes.Taken.Single().Status));
    }

    [Fact]
    public async Task Observers_WhoseBacklogIsLong_AreToldOfLaterRuns()
    {
        await using var world = new RunWorld();
        var notes = new Notes { Failures = 100 };
        RunProcess process = world.AddProcess(hasWorker: true, builder =>
        {
            builder.Services.AddSingleton(notes);
            builder.AddObserver<FailingObserver>();
        });
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        for (int i = 0; i <= notes.Failures; i++)
            await process.Runner.CancelAsync(People.Administrator, await RunWorld.StartAsync(process, export), Token);

        await process.StartWorkerAsync();
        await world.UntilAsync(() => notes.Asked.Count > notes.Failures);

        // The one behind all that failed was told before anybody was told a second time.
        Assert.Equal(notes.Failures + 1, notes.Asked.Take(notes.Failures + 1).Distinct().Count());
    }

    [Fact]
    public async Task Observer_ThatHangs_IsGivenUpAndToldAgain_AndHoldsUpNobody()
    {
        await using var world = new RunWorld();
        var notes = new Notes { NeverEnds = true };
        RunProcess process = await world.StartWorkerAsync(Observed(notes));
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.UntilAsync(() => notes.Asked.Count == 1);

        TimeSpan passed = await world.UntilAsync(() => process.Logs.GetSnapshot().Any(static record => record.Id.Name == "ObserverFailed"));
        notes.NeverEnds = false;
        await world.UntilAsync(() => !notes.Taken.IsEmpty);

        Assert.InRange(passed, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31));
        Assert.Equal(id, notes.Taken.Single().Id);
        await world.UntilAsync(async () => (await world.Store.GetLeasesAsync("observers", Token)).Count == 0);
    }

    private static Action<ISnapchatAudienceExportBuilder> Observed(Notes notes) => builder =>
    {
        builder.Services.AddSingleton(notes);
        builder.AddObserver<NotingObserver>().AddObserver<NotingObserver>();
    };

    private sealed class Notes
    {
        public ConcurrentQueue<RunId> Asked { get; } = new();

        public ConcurrentQueue<RunRecord> Taken { get; } = new();

        public int Failures { get; init; }

        public bool NeverEnds { get; set; }
    }

    private sealed class NotingObserver(Notes notes) : IAudienceExportObserver
    {
        public async Task OnRunFinishedAsync(RunRecord run, CancellationToken cancellationToken)
        {
            if (notes.NeverEnds)
            {
                notes.Asked.Enqueue(run.Id);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            if (notes.Failures == 0)
                notes.Asked.Enqueue(run.Id);
            notes.Taken.Enqueue(run);
        }
    }

    private sealed class FailingObserver(Notes notes) : IAudienceExportObserver
    {
        public Task OnRunFinishedAsync(RunRecord run, CancellationToken cancellationToken)
        {
            notes.Asked.Enqueue(run.Id);
            return notes.Asked.Count <= notes.Failures ? throw new InvalidOperationException("a secret") : Task.CompletedTask;
        }
    }
}
