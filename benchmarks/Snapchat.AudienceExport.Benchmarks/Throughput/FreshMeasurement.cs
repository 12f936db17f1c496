using System.Diagnostics;
using System.Runtime;
using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P5 in a fresh process: the first run of a process, compilation and registration included; making the data is not.</summary>
internal static class FreshMeasurement
{
    /// <summary>Times the floor, in milliseconds.</summary>
    public static async Task<double> FloorAsync(Uri server, int profiles)
    {
        using HttpClient http = LoopbackClient.Create(server);
        var floor = new PrebuiltBodies(http, Engine.Audience, profiles);
        return await TimeAsync(floor.PostAsync);
    }

    /// <summary>Times the engine.</summary>
    public static async Task<FreshRun> EngineAsync(Uri server, int profiles)
    {
        var source = new ColumnSource(CleanEmails.Generate(profiles));
        var stages = new StageTimes();
        TimeSpan compiledBefore = JitInfo.GetCompilationTime();
        double milliseconds = await TimeAsync(async () =>
        {
            await using var engine = new Engine(server);
            await engine.ExportAsync(source, stages);
        });
        return new FreshRun(milliseconds, stages.Medians(runs: 1), (JitInfo.GetCompilationTime() - compiledBefore).TotalMilliseconds);
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        long start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
