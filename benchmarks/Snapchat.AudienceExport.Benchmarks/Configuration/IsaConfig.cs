using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using Perfolizer.Horology;

namespace Snapchat.AudienceExport.Benchmarks.Configuration;

/// <summary>Every suite in every lane: a process whose runtime was told to do without some instructions. The same switches are the lanes of the tests.</summary>
internal sealed class IsaConfig : ManualConfig
{
    /// <summary>Holds the address of the draining server.</summary>
    public const string ServerVariable = "AUDIENCE_DRAIN_SERVER";

    /// <summary>Holds the name of the lane.</summary>
    public const string LaneVariable = "AUDIENCE_ISA_LANE";

    private const double IterationMilliseconds = 250;
    private const int WarmupCount = 4;
    private const int IterationCount = 10;

    public IsaConfig()
    {
        // One invocation is a whole column, so there is no loop to unroll.
        Job job = Job.Default
            .WithRuntime(CoreRuntime.Core10_0)
            .WithIterationTime(TimeInterval.FromMilliseconds(IterationMilliseconds))
            .WithWarmupCount(WarmupCount)
            .WithIterationCount(IterationCount)
            .WithUnrollFactor(1);
        AddJob(Lane(job, "scalar", "DOTNET_EnableHWIntrinsic").AsBaseline());
        AddJob(Lane(job, "no-avx2", "DOTNET_EnableAVX2"));
        AddJob(Lane(job, "no-avx512", "DOTNET_EnableAVX512"));
        AddJob(Lane(job, "default", null));
        AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Job, DefaultColumnProviders.Metrics);
        AddColumn(new PerProfileColumn(), new BytesPerSecondColumn(), StatisticColumn.Error, BaselineRatioColumn.RatioMean);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        HideColumns(Column.EnvironmentVariables, Column.Runtime);
    }

    private static Job Lane(Job job, string name, string? @switch)
    {
        Job lane = job.WithId(name).WithEnvironmentVariable(LaneVariable, name);
        return @switch is null ? lane : lane.WithEnvironmentVariable(@switch, "0");
    }
}
