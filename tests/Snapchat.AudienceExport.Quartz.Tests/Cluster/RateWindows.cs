using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Looks at when requests arrived.</summary>
internal static class RateWindows
{
    /// <summary>Finds the most requests over what a rate allows, in sliding windows of one second and in fixed ones of five: 0 or less if the rate was kept.</summary>
    public static double FindExcess(IEnumerable<SimulatedRequest> requests, int permitsPerSecond)
    {
        DateTimeOffset[] times = [.. requests.Select(static request => request.ReceivedAt).Order()];
        double excess = double.NegativeInfinity;
        int first = 0;
        for (int last = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromSeconds(1))
                first++;
            excess = Math.Max(excess, last - first + 1 - (2 * permitsPerSecond));
        }

        int most = times.GroupBy(static time => time.UtcTicks / (5 * TimeSpan.TicksPerSecond)).Select(static window => window.Count()).DefaultIfEmpty().Max();
        return Math.Max(excess, most - (6 * permitsPerSecond));
    }
}
