namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What the floor and an export take in processes that do nothing else, in milliseconds.</summary>
internal sealed record FreshResult(double FloorMs, double EngineMs, double EngineOverFloor, IReadOnlyDictionary<string, double> StagesMs, double CompilationMs)
{
    public static FreshResult Of(IReadOnlyList<double> floors, IReadOnlyList<FreshRun> engines) => new(
        PairedRounds.MedianOf(floors),
        PairedRounds.MedianOf(engines.Select(static engine => engine.Milliseconds)),
        PairedRounds.MedianOf(engines.Zip(floors, static (engine, floor) => engine.Milliseconds / floor)),
        engines.SelectMany(static engine => engine.StagesMs)
            .GroupBy(static stage => stage.Key, static stage => stage.Value, StringComparer.Ordinal)
            .ToDictionary(static stage => stage.Key, PairedRounds.MedianOf, StringComparer.Ordinal),
        PairedRounds.MedianOf(engines.Select(static engine => engine.CompilationMs)));
}
