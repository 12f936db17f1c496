using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Histories;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Chaos.Tests;

/// <summary>Histories told by seeds, on virtual time, with processes that die inside this one, some of them by a loss of power.</summary>
public sealed class ChaosTests
{
    private const int Runs = 8;

    public static TheoryData<int> Blocks => ChaosSeeds.Blocks;

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task EveryFinishedRun_IsExact(int block)
    {
        var told = new ToldSeeds(typeof(ChaosTests));
        await told.TellAsync(ChaosSeeds.Of(block), TellAsync);

        // Histories in which nothing is exact, dies or goes on, would show nothing. In the end, each of four exports runs twice without a fault, the second time as a new run.
        Assert.InRange(told.ExactRuns, told.Count == 1 ? 4 : 8 * told.Count, int.MaxValue);
        Assert.InRange(told.DeadRuns, told.Count == 1 ? 0 : told.Count, int.MaxValue);
        Assert.InRange(told.ResumedRuns, told.Count / 4, int.MaxValue);
    }

    private static async Task TellAsync(int seed, Func<ChaosHistory, int, Task> tell)
    {
        var random = new Random(seed);
        var clock = new SkippingTimeProvider();
        var snapchat = new SnapchatSimulatorOptions
        {
            TimeProvider = clock,
            ProcessingDelay = TimeSpan.Zero,
            ClearDelay = TimeSpan.FromMinutes(random.Next(8)),
        };
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(snapchat, TestContext.Current.CancellationToken);
        EngineSettings settings = EngineSettings.For(simulator, "/state") with { Concurrency = seed % 4 == 0 ? 3 : 1, MaxRemovalShare = random.Next(3) == 0 ? 0.3 : 1 };
        var losses = new Random(seed);
        await using var machine = new PowerLossMachine(settings, clock, files => losses.Next(2) == 0 ? files : files.Restart(losses.Next(2) == 0 ? null : losses));
        await tell(new ChaosHistory(random, simulator, clock, machine), Runs);
    }
}
