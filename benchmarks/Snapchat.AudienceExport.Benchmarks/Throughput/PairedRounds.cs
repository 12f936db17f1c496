using System.Diagnostics;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>
/// Times contenders side by side: each round runs all of them, so that whatever else the machine does meets all alike.
/// Results are medians, and ratios are medians of the ratios inside each round.
/// </summary>
internal sealed class PairedRounds
{
    private readonly Dictionary<string, double[]> _milliseconds = new(StringComparer.Ordinal);

    public static async Task<PairedRounds> MeasureAsync(int warmups, int rounds, params IReadOnlyList<(string Name, Func<Task> Run)> contenders)
    {
        for (int warmup = 0; warmup < warmups; warmup++)
        {
            foreach ((_, Func<Task> run) in contenders)
                await run();
        }

        var result = new PairedRounds();
        foreach ((string name, _) in contenders)
            result._milliseconds[name] = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, Func<Task> run) in contenders)
                result._milliseconds[name][round] = await TimeAsync(run);
        }

        return result;
    }

    /// <summary>Times one run, in milliseconds.</summary>
    public static async Task<double> TimeAsync(Func<Task> run)
    {
        // Nobody pays for the garbage of the one before.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median time, in milliseconds.</summary>
    public double Median(string name) => MedianOf(_milliseconds[name]);

    /// <summary>The median of how many times as long as the other one a contender took in the same round.</summary>
    public double Ratio(string name, string other) => MedianOf(_milliseconds[name].Zip(_milliseconds[other], static (value, reference) => value / reference));

    /// <summary>The median of how many milliseconds longer than the other one a contender took in the same round.</summary>
    public double Difference(string name, string other) => MedianOf(_milliseconds[name].Zip(_milliseconds[other], static (value, reference) => value - reference));
}
