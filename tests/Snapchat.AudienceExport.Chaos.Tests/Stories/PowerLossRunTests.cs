using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Stories;

/// <summary>At every step of a whole run, at each change on the disk, before each request, after each answer, the power is lost; or the process is killed, and the power is lost in the next one.</summary>
public sealed class PowerLossRunTests
{
    private const int People = 24;
    private const int WritesPerLoss = 40;

    // From one kill to the next, the power is lost so many steps later in the run after it.
    private const int Stride = 7;

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task PowerLostAtEveryStepOfARun_TheNextOneIsExact(ExportMode mode)
    {
        await using Stage stage = await Stage.SetAsync(People);
        var random = new Random(11);
        int losses = 0;
        (int steps, IReadOnlySet<int> writes) = await TellAsync(stage, mode, null, static files => files, resumes: false);
        for (int step = 0; step < steps; step++)
        {
            // The parts of a table are written alike: some of them stand for all.
            if (writes.Contains(step) && writes.Contains(step + 1) && step % WritesPerLoss != 0)
                continue;
            foreach (Random? kept in (Random?[])[null, random])
                await TellAsync(stage, mode, step, files => files.Restart(kept), resumes: losses++ % 2 == 0);
        }

        Assert.InRange(losses, 100, int.MaxValue);
    }

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task KilledAtEveryStepOfARun_AndPowerLostInTheNext_WhichHadSeenWhatWasNeverSynced(ExportMode mode)
    {
        await using Stage stage = await Stage.SetAsync(People);
        int losses = 0;
        (int steps, IReadOnlySet<int> writes) = await TellAsync(stage, mode, null, static files => files, resumes: false);
        for (int step = 0; step < steps; step++)
        {
            if (writes.Contains(step) && writes.Contains(step + 1) && step % WritesPerLoss != 0)
                continue;
            int deaths = 0;
            await TellAsync(stage, mode, step, files => deaths++ == 0 ? files : files.Restart(null), resumes: losses % 2 == 0, losesPowerAfter: 1 + (losses * Stride % steps));
            losses++;
        }

        Assert.InRange(losses, 50, int.MaxValue);
    }

    private static async Task<(int Steps, IReadOnlySet<int> Writes)> TellAsync(Stage stage, ExportMode mode, int? diesAfter, Func<PowerLossFiles, PowerLossFiles> restart, bool resumes, int? losesPowerAfter = null)
    {
        ChaosExport export = stage.Export(mode) with { Audience = stage.NewAudience() };
        await using PowerLossMachine machine = stage.NewMachine(restart);
        Move(stage, 0);
        Assert.True((await machine.RunAsync(export, stage.Population, stage.Terms())).IsFinished);
        stage.Wait(TimeSpan.FromHours(1));
        Move(stage, 1);
        RunResult second = await machine.RunAsync(export, stage.Population, stage.Terms() with { DiesAfter = diesAfter });
        Assert.Equal(diesAfter is not null, second.IsDead);
        (int steps, IReadOnlySet<int> writes) = (machine.StepsOfLastRun, machine.WritesOfLastRun);

        if (losesPowerAfter is not null)
        {
            // If it gets through before, the power is lost after it.
            RunResult lost = await machine.RunAsync(export, stage.Population, stage.Terms() with { Resumes = resumes, DiesAfter = losesPowerAfter });
            if (lost.IsFinished)
                Assert.True((await machine.RunAsync(export, stage.Population, stage.Terms() with { DiesAfter = 0 })).IsDead);
        }

        RunResult third = await machine.RunAsync(export, stage.Population, stage.Terms() with { Resumes = resumes });
        Check(stage, export, third, $"step {diesAfter}, the run {(third.Resumed is null ? "anew" : "going on")}");
        Move(stage, 2);
        RunResult fourth = await machine.RunAsync(export, stage.Population, stage.Terms());
        Check(stage, export, fourth, $"step {diesAfter}, the last run");
        stage.Simulator.DeleteAudience(export.Audience);
        return (steps, writes);
    }

    // A third of the people is away, each time another one.
    private static void Move(Stage stage, int turn)
    {
        for (int person = 0; person < People; person++)
            stage.SetPresent(person, person % 3 != turn);
    }

    private static void Check(Stage stage, ChaosExport export, RunResult result, string when)
    {
        Assert.True(result.IsFinished, $"At {when}: {result.Problem}");
        HashSet<Sha256Digest> members = [.. stage.Simulator.GetMembers(export.Audience, IdentifierKind.Email)];
        bool isExact = export.Mode == ExportMode.AddOnly ? members.IsSupersetOf(stage.Wanted()) : members.SetEquals(stage.Wanted());
        Assert.True(isExact, $"At {when}: the audience is not exact.");
    }
}
