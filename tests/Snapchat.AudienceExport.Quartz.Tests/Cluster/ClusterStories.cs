using System.Diagnostics;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Several workers as processes over one PostgreSQL, and what happens to them. The whole thing takes minutes and a machine to itself, so it is a command; smaller, it is among the tests.</summary>
internal static class ClusterStories
{
    public const string Command = "tell-cluster-stories";

    public static async Task<int> RunAsync(StorySize size, CancellationToken cancellationToken)
    {
        Console.WriteLine(await WorkersDieStandStillJoinAndLeaveAsync(size, cancellationToken));
        Console.WriteLine(await TheDatabaseRestartsAndStandsStillAsync(size, cancellationToken));
        return 0;
    }

    /// <summary>One worker is killed, one stands still past its leases, one joins, and one is stopped: every export succeeds, once.</summary>
    /// <returns>What it came to.</returns>
    public static async Task<string> WorkersDieStandStillJoinAndLeaveAsync(StorySize size, CancellationToken cancellationToken)
    {
        await using ClusterScene scene = await ClusterScene.CreateAsync(size, cancellationToken);
        Process killed = scene.StartWorker(), frozen = scene.StartWorker(), leaving = scene.StartWorker();
        await scene.ScheduleAsync(cancellationToken);
        await scene.UploadedAsync(size.Requests / 6, cancellationToken);
        foreach (Process worker in (Process[])[killed, frozen, leaving])
            await scene.WorksAsync(worker, isAtWork: true, cancellationToken);

        killed.Kill();
        await ClusterWorker.SignalAsync(frozen, "STOP", cancellationToken);
        scene.StartWorker();
        await scene.UploadedAsync(size.Requests / 3, cancellationToken);
        await ClusterWorker.SignalAsync(leaving, "TERM", cancellationToken);
        await leaving.WaitForExitAsync(cancellationToken);

        // Past its leases: others have taken all of its runs over.
        await scene.WorksAsync(frozen, isAtWork: false, cancellationToken);
        await ClusterWorker.SignalAsync(frozen, "CONT", cancellationToken);
        IReadOnlyList<RunRecord> runs = await scene.RunsAsync(cancellationToken);

        Assert.Equal(0, leaving.ExitCode);
        Assert.NotInRange(runs.Sum(static run => run.Resumptions), 0, 1);
        return Judge(scene, runs);
    }

    /// <summary>PostgreSQL is restarted while everybody sends, and stands still for 20 seconds: nothing is lost.</summary>
    /// <inheritdoc cref="WorkersDieStandStillJoinAndLeaveAsync" path="/returns"/>
    public static async Task<string> TheDatabaseRestartsAndStandsStillAsync(StorySize size, CancellationToken cancellationToken)
    {
        size = size with { Exports = Math.Min(size.Exports, 6) };
        await using ClusterScene scene = await ClusterScene.CreateAsync(size, cancellationToken);
        scene.StartWorker();
        scene.StartWorker();
        await scene.ScheduleAsync(cancellationToken);

        await scene.UploadedAsync(size.Requests / 6, cancellationToken);
        await scene.Server.RestartAsync(cancellationToken);
        await scene.UploadedAsync(size.Requests / 3, cancellationToken);
        await scene.Server.FreezeAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        await scene.Server.ThawAsync(cancellationToken);
        return Judge(scene, await scene.RunsAsync(cancellationToken));
    }

    private static string Judge(ClusterScene scene, IReadOnlyList<RunRecord> runs)
    {
        Assert.All(runs, run => Assert.Equal((ExportStatus.Successful, null, RunTrigger.Schedule, scene.DueAt), (run.Status, run.Problem?.Message, run.Trigger, run.DueAt!.Value)));
        Assert.Equal(scene.Exports.Count, runs.Count);
        scene.AssertEveryAudienceIsExact();
        string rates = scene.AssertRatesWereKept();
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{runs.Count} runs Successful within {(runs.Max(static run => run.EndedAt!.Value) - scene.DueAt).TotalSeconds:0} s of their due time, {runs.Count(static run => run.Resumptions > 0)} of them resumed; {rates}");
    }
}
