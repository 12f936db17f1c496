using System.Diagnostics;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>The worker among the samples, as somebody starts it who wants to see it work.</summary>
[Collection(ClusterScene.Alone)]
public sealed class SampleWorkerTests
{
    [Fact]
    public async Task TheDemonstration_ExportsByThreeWorkers_AndItsRunsAreSeenAsTracesAndMetrics()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(8));
        await using OwnPostgreSql server = await OwnPostgreSql.StartAsync(limit.Token);
        await using TelemetryReceiver collector = await TelemetryReceiver.StartAsync(limit.Token);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Worker.dll"), "--demonstration", "4"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ConnectionStrings__Database"] = server.ConnectionString;
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";

        using Process demonstration = Process.Start(start)!;
        string output = await demonstration.StandardOutput.ReadToEndAsync(limit.Token);
        await demonstration.WaitForExitAsync(limit.Token);

        Assert.True(demonstration.ExitCode == 0, output);
        Assert.Contains("4 Successful", output, StringComparison.Ordinal);
        Assert.Contains("Export of list-3: Successful, 10 requests, 10000 members", output, StringComparison.Ordinal);
        Assert.All((string[])["audience_export.run", "audience_export.stage", "audience_export.request"], span => Assert.True(collector.Has("traces", span), span));
        Assert.All((string[])["audience_export.run.duration", "audience_export.identifiers.uploaded"], metric => Assert.True(collector.Has("metrics", metric), metric));
        Assert.True(collector.Has("traces", "audience-export-worker"));
        Assert.False(collector.Has("traces", "@list-"));
    }
}
