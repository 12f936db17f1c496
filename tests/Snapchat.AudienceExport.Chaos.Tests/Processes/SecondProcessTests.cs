using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.Stories;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

public sealed class SecondProcessTests
{
    [Fact]
    public async Task ASecondProcessOnTheSameFolder_IsToldSo_AndTakesOverWhenTheFirstIsDead()
    {
        await using Stage stage = await Stage.SetAsync(people: 20);
        using var folder = new StateFolder();
        EngineSettings settings = EngineSettings.For(stage.Simulator, folder.Path);
        ChaosExport export = stage.Export(ExportMode.Mirror);
        var clock = new SkippingTimeProvider();
        await using (var first = new KilledMachine(stage.Simulator, settings, clock, isKilledFromOutside: false))
        {
            Assert.True((await first.RunAsync(export, stage.Population, stage.Terms())).IsFinished);

            MembershipStateException refusal = Assert.Throws<MembershipStateException>(() => new EngineProcess(settings, new DiskFiles(), clock, new Life()));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
            stage.SetPresent(0, false);
            Assert.True((await first.RunAsync(export, stage.Population, stage.Terms())).IsFinished);
        }

        stage.SetPresent(1, false);
        await using var second = new EngineProcess(settings, new DiskFiles(), clock, new Life());
        Assert.True((await second.RunAsync(export, stage.Population.Source, stage.Terms())).IsFinished);
        Assert.Equal(stage.Wanted(), stage.Members());
    }
}
