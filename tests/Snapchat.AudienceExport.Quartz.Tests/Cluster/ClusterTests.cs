using System.Diagnostics;
using System.Globalization;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Several workers as processes over one PostgreSQL, and what happens to them.</summary>
public sealed class ClusterTests
{
    /// <summary>The size of the whole thing; smaller by this variable, where a machine is slow.</summary>
    private static readonly int Size = int.Parse(Environment.GetEnvironmentVariable("AUDIENCE_EXPORT_CLUSTER_EXPORTS") ?? "30", CultureInfo.InvariantCulture);

    private const int People = 50_000;
    private const int RequestsPerExport = People / 1000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WorkersDieStandStillJoinAndLeave_AndEveryExportSucceedsOnce()
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(Size, People, Token);
        Process killed = scene.StartWorker(), frozen = scene.StartWorker(), leaving = scene.StartWorker();

        await scene.UploadedAsync(Size * RequestsPerExport / 5, Token);
        killed.Kill();
        await ClusterWorker.SignalAsync(frozen, "STOP", Token);
        scene.StartWorker();

        // Past its lease of 40 seconds, and the time its last request can take.
        await Task.Delay(TimeSpan.FromSeconds(50), Token);
        await ClusterWorker.SignalAsync(frozen, "CONT", Token);
        await ClusterWorker.SignalAsync(leaving, "TERM", Token);
        await leaving.WaitForExitAsync(Token);
        IReadOnlyList<RunRecord> runs = await scene.RunsAsync(Token);

        Assert.Equal(0, leaving.ExitCode);
        AssertAllSucceededOnce(scene, runs);
        scene.AssertEveryAudienceIsExact();
        scene.AssertRatesWereKept();
    }

    [Fact]
    public async Task TheDatabaseRestartsAndStandsStill_AndNothingIsLost()
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(Math.Min(Size, 6), People, Token);
        scene.StartWorker();
        scene.StartWorker();

        await scene.UploadedAsync(RequestsPerExport, Token);
        await scene.Server.RestartAsync(Token);
        await scene.UploadedAsync(RequestsPerExport / 2, Token);
        await scene.Server.FreezeAsync(Token);
        await Task.Delay(TimeSpan.FromSeconds(20), Token);
        await scene.Server.ThawAsync(Token);
        IReadOnlyList<RunRecord> runs = await scene.RunsAsync(Token);

        AssertAllSucceededOnce(scene, runs);
        scene.AssertEveryAudienceIsExact();
        scene.AssertRatesWereKept();
    }

    private static void AssertAllSucceededOnce(ClusterScene scene, IReadOnlyList<RunRecord> runs)
    {
        Assert.Equal(scene.Exports.Count, runs.Count);
        Assert.All(runs, run => Assert.Equal((ExportStatus.Successful, RunTrigger.Schedule, (DateTimeOffset?)scene.DueAt), (run.Status, run.Trigger, run.DueAt)));
    }
}
