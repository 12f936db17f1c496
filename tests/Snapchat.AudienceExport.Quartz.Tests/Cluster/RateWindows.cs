using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Looks at when requests arrived.</summary>
internal static class RateWindows
{
    /// <summary>Finds the most requests in a sliding window of one second, and in a fixed one of five.</summary>
    public static (int Sliding, int Fixed) FindMost(IEnumerable<SimulatedRequest> requests)
    {
        DateTimeOffset[] times = [.. requests.Select(static request => request.ReceivedAt).Order()];
        int most = 0, first = 0;
        for (int last = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromSeconds(1))
                first++;
            most = Math.Max(most, last - first + 1);
        }

        return (most, times.GroupBy(static time => time.UtcTicks / (5 * TimeSpan.TicksPerSecond)).Select(static window => window.Count()).DefaultIfEmpty().Max());
    }
}
