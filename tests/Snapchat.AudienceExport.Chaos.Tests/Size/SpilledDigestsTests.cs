using System.Buffers.Binary;
using System.Text;
using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Processes;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Size;

/// <summary>What a process leaves on the disk that was killed while it spilled, or after it had sealed its plan.</summary>
public sealed class SpilledDigestsTests
{
    private const int People = 700_000;
    private const int Sampled = 20_000;

    // As little as collecting may have: less than half of the digests fit.
    private const long MemoryBudget = 16 * 1024 * 1024;

    [Theory]
    [InlineData(People - 1, null)]
    [InlineData(null, 200)]
    public async Task AKilledRun_LeavesNoDigestInClear_AndTheNextOneNoRemains(int? diesAtRow, int? diesAfterSteps)
    {
        var clock = new SkippingTimeProvider();
        using var folder = new StateFolder();
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(
            new SnapchatSimulatorOptions { TimeProvider = clock, ProcessingDelay = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        EngineSettings settings = EngineSettings.For(simulator, folder.Path) with { BatchSize = IdentifierBatch.MaxCount, MemoryBudget = MemoryBudget, SpillFolder = folder.Path };
        var export = new ChaosExport(simulator.AddAudience(), ExportMode.AddOnly, Population.SegmentNames[..1], [IdentifierKind.Email]);
        var machine = new KilledMachine(simulator, settings, clock, isKilledFromOutside: false);

        RunResult killed = await machine.RunAsync(export, new GeneratedPeople(0, People, diesAtRow), new RunTerms(RunId.New(clock)) { DiesAfter = diesAfterSteps });

        Assert.True(killed.IsDead);
        Assert.NotEmpty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
        AssertNoneInClear(folder.Path);

        RunResult next = await machine.RunAsync(export, new GeneratedPeople(0, People), new RunTerms(RunId.New(clock)));
        Assert.True(next.IsFinished, next.Problem);
        Assert.Equal(People, simulator.CountMembers(export.Audience, IdentifierKind.Email));
        await machine.DisposeAsync();
        AssertNoneInClear(folder.Path);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(static file => Path.GetExtension(file)), static extension => extension is ".spill" or ".draft" or ".log");
    }

    // By their first eight bytes, and the first eight of their hexadecimal digits in either case: no file of random bytes holds one of so few by chance.
    private static void AssertNoneInClear(string folder)
    {
        HashSet<ulong> traces = [];
        Span<byte> email = stackalloc byte[64];
        Span<byte> bytes = stackalloc byte[Sha256Digest.Length];
        for (int number = 0; number < Sampled; number++)
        {
            EmailHasher.Hash(email[..GeneratedSource.Write(number * (People / Sampled), email)], out Sha256Digest digest);
            digest.CopyTo(bytes);
            traces.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            string hex = digest.ToString();
            traces.Add(BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(hex)));
            traces.Add(BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(hex.ToUpperInvariant())));
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] content = File.ReadAllBytes(file);
            for (int position = 0; position + sizeof(ulong) <= content.Length; position++)
                Assert.False(traces.Contains(BinaryPrimitives.ReadUInt64LittleEndian(content.AsSpan(position))), $"'{Path.GetFileName(file)}' holds a digest in clear.");
        }
    }
}
