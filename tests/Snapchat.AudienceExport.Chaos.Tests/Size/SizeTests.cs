using System.Runtime.InteropServices;
using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Processes;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Size;

/// <summary>Ten million people, in a process of their own whose memory is bounded. The digests alone are 320 MB.</summary>
public sealed class SizeTests
{
    private const int FiveMinutes = 5 * 60 * 1000;
    private const int People = 10_000_000;
    private const int Changed = People / 200;
    private const long MemoryBudget = 64 * 1024 * 1024;
    private const long MaxHeap = 200 * 1024 * 1024;

    [Fact(Timeout = FiveMinutes)]
    public async Task TenMillion_AreSent_AndAMirrorWithOnePercentChangedSendsOnlyThat()
    {
        var clock = new SkippingTimeProvider();
        using var folder = new StateFolder();
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(
            new SnapchatSimulatorOptions { TimeProvider = clock, ProcessingDelay = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        EngineSettings settings = EngineSettings.For(simulator, folder.Path) with
        {
            BatchSize = IdentifierBatch.MaxCount,
            Concurrency = 4,
            MemoryBudget = MemoryBudget,
            SpillFolder = folder.Path,
        };
        var export = new ChaosExport(simulator.AddAudience(), ExportMode.Mirror, Population.SegmentNames[..1], [IdentifierKind.Email]);
        await using var machine = new KilledMachine(simulator, settings, clock, isKilledFromOutside: false);

        RunResult first = await machine.RunAsync(export, new GeneratedPeople(0, People), new RunTerms(RunId.New(clock)));
        Assert.True(first.IsFinished, first.Problem);
        Assert.InRange(machine.PeakHeapOfLastRun, 1, MaxHeap);
        Assert.Equal(People, simulator.CountMembers(export.Audience, IdentifierKind.Email));
        Assert.Equal((People, 0), Sent(simulator));

        // Half a percent is gone, and as many are new.
        RunResult second = await machine.RunAsync(export, new GeneratedPeople(Changed, People), new RunTerms(RunId.New(clock)));
        Assert.True(second is { IsFinished: true, IsWithheld: false }, second.Problem);
        Assert.InRange(machine.PeakHeapOfLastRun, 1, MaxHeap);
        Assert.Equal((People + Changed, Changed), Sent(simulator));
        Assert.Equal(People, simulator.CountMembers(export.Audience, IdentifierKind.Email));
        Assert.Equal(SumOfWanted(), SumOf(simulator.GetMembers(export.Audience, IdentifierKind.Email)));
    }

    private static (int Added, int Removed) Sent(SnapchatSimulator simulator) => (Sum(simulator, SimulatedOperation.AddUsers), Sum(simulator, SimulatedOperation.RemoveUsers));

    private static int Sum(SnapchatSimulator simulator, SimulatedOperation operation) =>
        simulator.Requests.Where(request => request.Operation == operation).Sum(static request => request.IdentifierCount ?? 0);

    // Two sets of ten million digests are compared by their sums.
    private static UInt128 SumOfWanted()
    {
        UInt128 sum = 0;
        Span<byte> email = stackalloc byte[64];
        for (int number = Changed; number < Changed + People; number++)
        {
            EmailHasher.Hash(email[..GeneratedSource.Write(number, email)], out Sha256Digest digest);
            sum += Fold(digest);
        }

        return sum;
    }

    private static UInt128 SumOf(IEnumerable<Sha256Digest> digests)
    {
        UInt128 sum = 0;
        foreach (Sha256Digest digest in digests)
            sum += Fold(digest);
        return sum;
    }

    private static UInt128 Fold(Sha256Digest digest) => MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(new ReadOnlySpan<Sha256Digest>(ref digest)));
}
