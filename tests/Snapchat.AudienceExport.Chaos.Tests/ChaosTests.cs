using System.Collections.Concurrent;
using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Histories;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Chaos.Tests;

/// <summary>Histories told by seeds, with processes that die inside this one, on virtual time.</summary>
public sealed class ChaosTests
{
    private const int UsualSeeds = 160;
    private const int RunsPerHistory = 8;

    public static TheoryData<int> Blocks
    {
        get
        {
            var blocks = new TheoryData<int>();
            for (int first = 0; first < ChaosSeeds.CountOr(UsualSeeds); first += ChaosSeeds.PerBlock)
                blocks.Add(first);
            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task EveryFinishedRun_IsExact(int firstSeed)
    {
        var failures = new ConcurrentDictionary<int, Exception>();
        int exactRuns = 0, brokenRuns = 0, seeds = 0;
        await Parallel.ForEachAsync(ChaosSeeds.Of(firstSeed, ChaosSeeds.PerBlock), TestContext.Current.CancellationToken, async (seed, _) =>
        {
            try
            {
                ChaosHistory history = await TellAsync(seed);
                Interlocked.Add(ref exactRuns, history.ExactRuns);
                Interlocked.Add(ref brokenRuns, history.BrokenRuns);
                Interlocked.Increment(ref seeds);
            }
            catch (Exception exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                failures.TryAdd(seed, exception);
            }
        });
        foreach ((int seed, Exception failure) in failures.OrderBy(static failure => failure.Key))
            TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed} failed: {failure}");

        Assert.True(
            failures.IsEmpty,
            string.Concat(failures.OrderBy(static failure => failure.Key).Select(static failure =>
                $"Seed {failure.Key}: {failure.Value.GetType().Name}: {failure.Value.Message}\n  Again: {ChaosSeeds.SeedVariable}={failure.Key} dotnet tests/{ThisProject}/bin/Release/net10.0/{ThisProject}.dll --filter-class *.{nameof(ChaosTests)}\n")));

        // Histories in which nothing is exact, or nothing breaks, would show nothing. In the end, each export runs twice without a fault.
        Assert.InRange(exactRuns, 8 * seeds, int.MaxValue);
        Assert.True(seeds < ChaosSeeds.PerBlock || brokenRuns >= 2 * seeds, $"Only {brokenRuns} runs broke.");
    }

    // Called from an exception filter: the exception goes on as it was thrown.
    private static bool Tell(int seed, ChaosHistory history)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}:\n{string.Join('\n', history.Events)}");
        return true;
    }

    private static string ThisProject => typeof(ChaosTests).Assembly.GetName().Name!;

    private static async Task<ChaosHistory> TellAsync(int seed)
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
        await using var machine = new PowerLossMachine(settings, clock, new Random(seed));
        var history = new ChaosHistory(random, simulator, clock, machine, isShort: false);
        try
        {
            await history.TellAsync(RunsPerHistory);
        }
        catch (Exception) when (Tell(seed, history))
        {
            throw;
        }

        return history;
    }
}
