using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Histories;
using Snapchat.AudienceExport.Chaos.Tests.Processes;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests;

/// <summary>Histories told by seeds, in which real processes are killed over a real folder, or a database in it.</summary>
public sealed class KillChaosTests
{
    private const int Runs = 4;

    // Of each eight pairs of seeds, one pair: one of it is killed from outside, the other at a step of its own.
    private const int ShareOfDatabases = 8;

    // A process over a database starts slowly: these are for the long form.
    private const int FirstInDatabase = 40;

    public static TheoryData<int> Blocks => ChaosSeeds.KilledBlocks;

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task AfterAKill_EveryFinishedRun_IsExact(int block)
    {
        var told = new ToldSeeds(typeof(KillChaosTests));
        await told.TellAsync(ChaosSeeds.Of(block), TellAsync);

        Assert.InRange(told.ExactRuns, told.Count == 1 ? 4 : 8 * told.Count, int.MaxValue);
        Assert.InRange(told.DeadRuns, told.Count, int.MaxValue);
    }

    private static async Task TellAsync(int seed, Func<ChaosHistory, int, Task> tell)
    {
        var random = new Random(seed);
        var clock = new SkippingTimeProvider();
        using var folder = new StateFolder();
        var snapchat = new SnapchatSimulatorOptions { TimeProvider = clock, ProcessingDelay = TimeSpan.Zero };
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(snapchat, TestContext.Current.CancellationToken);
        EngineSettings settings = EngineSettings.For(simulator, folder.Path) with { Concurrency = 1 + (seed % 3), IsInDatabase = seed >= FirstInDatabase && seed / 2 % ShareOfDatabases == 0 };
        await using var machine = new KilledMachine(simulator, settings, clock, isKilledFromOutside: seed % 2 == 0);
        await tell(new ChaosHistory(random, simulator, clock, machine, isShort: true), Runs);
    }
}
