using System.Diagnostics;
using System.Globalization;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Several workers as processes over one PostgreSQL, and what happens to them. They take minutes and a machine to themselves, so they are a command of their own.</summary>
internal static class ClusterStories
{
    public const string Command = "tell-cluster-stories";

    /// <summary>The size of the whole thing; smaller by this variable, where a machine is slow.</summary>
    private static readonly int Size = int.Parse(Environment.GetEnvironmentVariable("AUDIENCE_EXPORT_CLUSTER_EXPORTS") ?? "30", CultureInfo.InvariantCulture);

    private const int People = 50_000;
    private const int RequestsPerExport = People / 1000;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await WorkersDieStandStillJoinAndLeave_AndEveryExportSucceedsOnceAsync(cancellationToken);
        await TheDatabaseRestartsAndStandsStill_AndNothingIsLostAsync(cancellationToken);
        return 0;
    }

    private static async Task WorkersDieStandStillJoinAndLeave_AndEveryExportSucceedsOnceAsync(CancellationToken cancellationToken)
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(Size, People, cancellationToken);
        Process killed = scene.StartWorker(), frozen = scene.StartWorker(), leaving = scene.StartWorker();

        await scene.UploadedAsync(Size * RequestsPerExport / 5, cancellationToken);
        killed.Kill();
        await ClusterWorker.SignalAsync(frozen, "STOP", cancellationToken);
        scene.StartWorker();

        // Past its lease of 40 seconds, and the time its last request can take.
        await Task.Delay(TimeSpan.FromSeconds(50), cancellationToken);
        await ClusterWorker.SignalAsync(frozen, "CONT", cancellationToken);
        await ClusterWorker.SignalAsync(leaving, "TERM", cancellationToken);
        await leaving.WaitForExitAsync(cancellationToken);
        IReadOnlyList<RunRecord> runs = await scene.RunsAsync(cancellationToken);

        Assert.Equal(0, leaving.ExitCode);
        AssertAllSucceededOnce(scene, runs);
        scene.AssertEveryAudienceIsExact();
        scene.AssertRatesWereKept();
    }

    private static async Task TheDatabaseRestartsAndStandsStill_AndNothingIsLostAsync(CancellationToken cancellationToken)
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(Math.Min(Size, 6), People, cancellationToken);
        scene.StartWorker();
        scene.StartWorker();

        await scene.UploadedAsync(RequestsPerExport, cancellationToken);
        await scene.Server.RestartAsync(cancellationToken);
        await scene.UploadedAsync(RequestsPerExport / 2, cancellationToken);
        await scene.Server.FreezeAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        await scene.Server.ThawAsync(cancellationToken);
        IReadOnlyList<RunRecord> runs = await scene.RunsAsync(cancellationToken);

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
