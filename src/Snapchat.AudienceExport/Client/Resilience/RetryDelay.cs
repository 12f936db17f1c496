namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Exponential delays with jitter, never below the minimum nor above the maximum.</summary>
internal static class RetryDelay
{
    /// <param name="attempt">0 before the first retry.</param>
    /// <param name="min">The shortest delay.</param>
    /// <param name="max">The longest delay.</param>
    /// <param name="random">From 0 to 1.</param>
    /// <returns>From half the doubled delay up to the doubled delay, so that clients that failed together come back apart.</returns>
    public static TimeSpan Of(int attempt, TimeSpan min, TimeSpan max, double random)
    {
        double upper = Math.Min(max.Ticks, min.Ticks * Math.Pow(2, attempt + 1));
        double lower = Math.Max(min.Ticks, upper / 2);
        return TimeSpan.FromTicks((long)(lower + ((upper - lower) * random)));
    }
}
