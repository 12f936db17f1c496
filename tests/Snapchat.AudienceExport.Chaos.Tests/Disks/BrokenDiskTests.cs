using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Stories;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Chaos.Tests.Disks;

/// <summary>A state folder that refuses says what is wrong, and nothing is lost: once it is mended, the next run is exact.</summary>
public sealed class BrokenDiskTests
{
    private const string Seam = "seam";
    private const string Mounted = "mounted";
    private const int People = 60;
    private const int MostKilobytes = 160;

    /// <summary>Gets the disks that there are here: a mounted one where that is permitted.</summary>
    public static TheoryData<string> Disks => MountedDisk.IsPermitted ? [Seam, Mounted] : [Seam];

    [Theory]
    [MemberData(nameof(Disks))]
    public async Task ADiskThatIsFull_IsToldClearly_AndNothingIsLost(string kind)
    {
        await using Stage stage = await Stage.SetAsync(People);
        int refusals = 0;
        for (int kilobytes = 0; kilobytes < MostKilobytes; kilobytes += 9)
        {
            if (await BreakAndMendAsync(stage, kind, disk => disk.Fill(kilobytes), isClosed: kilobytes % 2 == 0) is not { } problem)
                continue;
            refusals++;
            Assert.Contains("free space", problem, StringComparison.Ordinal);
            Assert.Contains("No space left on device", problem, StringComparison.Ordinal);
        }

        Assert.InRange(refusals, 3, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Disks))]
    public async Task AFolderThatIsReadOnly_IsToldClearly_AndNothingIsLost(string kind)
    {
        await using Stage stage = await Stage.SetAsync(People);
        string? problem = await BreakAndMendAsync(stage, kind, static disk => disk.SetReadOnly(), isClosed: true);
        Assert.NotNull(problem);
        Assert.Contains("mend its rights", problem, StringComparison.Ordinal);
    }

    /// <param name="stage">Where it happens.</param>
    /// <param name="kind">What kind of disk it is.</param>
    /// <param name="breakDisk">Breaks it.</param>
    /// <param name="isClosed">Whether the run that meets the broken disk is in a process of its own.</param>
    /// <returns>What the run said that met the broken disk; null if it got through.</returns>
    private static async Task<string?> BreakAndMendAsync(Stage stage, string kind, Action<IBrokenDisk> breakDisk, bool isClosed)
    {
        using IBrokenDisk disk = kind == Mounted ? new MountedDisk() : new SeamDisk();
        ChaosExport export = stage.Export(ExportMode.Mirror) with { Audience = stage.NewAudience() };
        Move(stage, 0);
        EngineProcess? process = Start(stage, disk);
        try
        {
            Assert.True((await process.RunAsync(export, stage.Population.Source, stage.Terms())).IsFinished);
            Move(stage, 1);
            if (isClosed)
            {
                await process.DisposeAsync();
                process = null;
            }

            breakDisk(disk);
            string? problem;
            try
            {
                process ??= Start(stage, disk);
                RunResult result = await process.RunAsync(export, stage.Population.Source, stage.Terms());
                problem = result.IsFinished ? null : result.Problem;
            }
            catch (MembershipStateException exception)
            {
                problem = exception.Message;
            }

            disk.Mend();
            process ??= Start(stage, disk);
            Move(stage, 2);
            RunResult next = await process.RunAsync(export, stage.Population.Source, stage.Terms());
            Assert.True(next.IsFinished, next.Problem);
            Assert.Equal(stage.Wanted(), stage.Simulator.GetMembers(export.Audience, IdentifierKind.Email).Order());
            return problem;
        }
        finally
        {
            if (process is not null)
                await process.DisposeAsync();
        }
    }

    private static EngineProcess Start(Stage stage, IBrokenDisk disk) =>
        new(EngineSettings.For(stage.Simulator, disk.Folder), disk.Files, new SkippingTimeProvider(), new Life());

    private static void Move(Stage stage, int turn)
    {
        for (int person = 0; person < People; person++)
            stage.SetPresent(person, person % 3 != turn);
    }
}
