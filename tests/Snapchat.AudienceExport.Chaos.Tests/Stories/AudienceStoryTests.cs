using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Chaos.Tests.Stories;

/// <summary>Stories of what Snapchat does to an audience.</summary>
public sealed class AudienceStoryTests
{
    private const int People = 30;
    private const int RetentionDays = 7;

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    public async Task AShortCountInOneRun_IsMadeGoodByTheNext(ExportMode mode)
    {
        await using Stage stage = await Stage.SetAsync(People);

        // The first request and its one repetition.
        stage.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ShortCount(missing: 2), times: 2);
        RunResult shortRun = await stage.RunAsync(stage.Export(mode));
        Assert.Equal(ExportStatus.Failed, shortRun.Status);
        Assert.Equal(People - 2, stage.Members().Count());
        int before = stage.Additions;

        RunResult next = await stage.RunAsync(stage.Export(mode));

        Assert.True(next.IsFinished, next.Problem);
        Assert.Equal(stage.Wanted(), stage.Members());
        Assert.Equal(1, stage.Additions - before);
    }

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    public async Task WhoStays_IsSentAgainBeforeExpiring(ExportMode mode)
    {
        await using Stage stage = await Stage.SetAsync(People, RetentionDays);
        for (int day = 0; day < 5 * RetentionDays; day++)
        {
            Assert.True((await stage.RunAsync(stage.Export(mode))).IsFinished);
            Assert.Equal(stage.Wanted(), stage.Members());
            stage.Wait(TimeSpan.FromHours(23.9));
            Assert.Equal(stage.Wanted(), stage.Members());
        }

        // Not every day: a full send is due at half of the retention.
        int requestsOfFullSend = (People + 6) / 7;
        Assert.InRange(stage.Additions / requestsOfFullSend, 5, 2 * 5 + 1);
    }

    [Fact]
    public async Task WhoLeftExpiredAndReturned_IsSentAgain()
    {
        await using Stage stage = await Stage.SetAsync(People, RetentionDays);
        ChaosExport export = stage.Export(ExportMode.AddOnly);
        await stage.RunAsync(export);
        Sha256Digest person = stage.DigestOf(3);
        stage.SetPresent(3, false);
        for (int day = 0; day < RetentionDays; day++)
        {
            Assert.Contains(person, stage.Members());
            stage.Wait(TimeSpan.FromDays(1));
            Assert.True((await stage.RunAsync(export)).IsFinished);
        }

        Assert.DoesNotContain(person, stage.Members());
        Assert.Equal(stage.Wanted(), stage.Members());
        stage.SetPresent(3, true);

        Assert.True((await stage.RunAsync(export)).IsFinished);
        Assert.Contains(person, stage.Members());
        Assert.Equal(stage.Wanted(), stage.Members());
    }

    /// <summary>The run that finds the audience emptied does not map the phones; they are sent again by the one that does.</summary>
    [Fact]
    public async Task AnAudienceEmptiedByHand_GetsAllKindsAgain_AlsoThoseNotMappedMeanwhile()
    {
        await using Stage stage = await Stage.SetAsync(People);
        ChaosExport both = stage.Export(ExportMode.AddOnly, IdentifierKind.Email, IdentifierKind.Phone);
        await stage.RunAsync(both);
        stage.Simulator.ClearMembers(stage.Audience);

        await stage.RunAsync(stage.Export(ExportMode.AddOnly, IdentifierKind.Email));
        Assert.Equal(stage.Wanted(), stage.Members());
        Assert.Empty(stage.Members(IdentifierKind.Phone));
        await stage.RunAsync(both);

        Assert.Equal(stage.Wanted(IdentifierKind.Phone), stage.Members(IdentifierKind.Phone));
    }

    /// <summary>Everybody is sent again by a run that does not finish; then somebody empties the audience.</summary>
    [Fact]
    public async Task AnAudienceEmptiedByHandAfterAHalfFullSend_IsFilledByTheNextRun()
    {
        await using Stage stage = await Stage.SetAsync(People);
        ChaosExport export = stage.Export(ExportMode.AddOnly);
        await stage.RunAsync(export);
        RunResult half = await stage.RunAsync(export, stage.Terms() with { ResendsAll = true, CanceledAfter = stage.Machine.StepsOfLastRun / 2 });
        Assert.Equal(ExportStatus.Canceled, half.Status);
        stage.Simulator.ClearMembers(stage.Audience);

        Assert.True((await stage.RunAsync(export)).IsFinished);
        Assert.Equal(stage.Wanted(), stage.Members());
    }
}
