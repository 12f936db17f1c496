using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Chaos.Tests.Stories;

public sealed class ErasedPersonTests
{
    private const int People = 30;

    /// <summary>Erased in the middle of a run, which ends, or dies and goes on; in the source all the time.</summary>
    [Theory]
    [InlineData(ExportMode.AddOnly, false)]
    [InlineData(ExportMode.AddOnly, true)]
    [InlineData(ExportMode.Mirror, false)]
    [InlineData(ExportMode.Mirror, true)]
    [InlineData(ExportMode.Replace, false)]
    [InlineData(ExportMode.Replace, true)]
    public async Task AnErasedPerson_StaysAbsent_ThroughTheRunAndThreeMore(ExportMode mode, bool dies)
    {
        await using Stage stage = await Stage.SetAsync(People);
        ChaosExport export = stage.Export(mode);
        Sha256Digest erased = stage.Wanted().Last();
        var answer = new TaskCompletionSource();
        stage.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(answer.Task));

        // The first of several requests is under way; the erased person would be in the last.
        Task<RunResult> running = stage.RunAsync(export);
        await stage.Simulator.WaitForRequestAsync(static request => request is { Operation: SimulatedOperation.AddUsers, Applied: true }, TestContext.Current.CancellationToken);
        await stage.Machine.EraseAsync(IdentifierKind.Email, [erased]);
        if (dies)
            stage.Machine.Kill();
        answer.SetResult();
        RunResult first = await running;
        Assert.Equal(dies, first.IsDead);
        Assert.DoesNotContain(erased, stage.Members());

        if (dies)
        {
            RunResult resumed = await stage.RunAsync(export, stage.Terms() with { Resumes = true });
            Assert.True(resumed is { IsFinished: true, Resumed: not null }, resumed.Problem);
        }

        Assert.Equal(stage.Wanted().Except([erased]), stage.Members());
        for (int run = 0; run < 3; run++)
        {
            Assert.True((await stage.RunAsync(export)).IsFinished);
            Assert.Equal(stage.Wanted().Except([erased]), stage.Members());
        }
    }

    /// <summary>Somebody who is there already is removed by the next run, of whatever mode.</summary>
    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task AnErasedPersonWhoIsThere_IsRemoved_AlsoByARunThatDiesAndGoesOn(ExportMode mode)
    {
        await using Stage stage = await Stage.SetAsync(People);
        ChaosExport export = stage.Export(mode);
        await stage.RunAsync(export);
        int steps = stage.Machine.StepsOfLastRun;
        await stage.Machine.EraseAsync(IdentifierKind.Email, [stage.DigestOf(7)]);

        await stage.RunAsync(export, stage.Terms() with { DiesAfter = steps / 2 });
        RunResult last = await stage.RunAsync(export, stage.Terms() with { Resumes = true });

        Assert.True(last.IsFinished, last.Problem);
        Assert.Equal(stage.Wanted().Except([stage.DigestOf(7)]), stage.Members());
    }
}
