using System.Diagnostics;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>Takes the time of each stage of runs from their progress, which the engine reports at once.</summary>
internal sealed class StageTimes : IProgress<ExportProgress>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ExportStage, List<double>> _milliseconds = [];
    private ExportStage? _stage;
    private long _since;

    public void Report(ExportProgress value)
    {
        lock (_lock)
        {
            if (value.Stage == _stage)
                return;
            long now = Stopwatch.GetTimestamp();
            if (_stage is { } ended and not ExportStage.Finished)
                Of(ended).Add(Stopwatch.GetElapsedTime(_since, now).TotalMilliseconds);
            _stage = value.Stage;
            _since = now;
        }
    }

    /// <summary>The median time of each stage in the last runs.</summary>
    public IReadOnlyDictionary<string, double> Medians(int runs)
    {
        lock (_lock)
            return _milliseconds.ToDictionary(static stage => stage.Key.ToString(), stage => PairedRounds.MedianOf(stage.Value.TakeLast(runs)), StringComparer.Ordinal);
    }

    private List<double> Of(ExportStage stage) => _milliseconds.TryGetValue(stage, out List<double>? times) ? times : _milliseconds[stage] = [];
}
