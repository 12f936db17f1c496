namespace Snapchat.AudienceExport.Storage;

/// <summary>Permits of several rate budgets at once. Stores keep the budgets, and leave the arithmetic to <see cref="Take"/>.</summary>
/// <param name="Permits">How many permits were taken from each budget; 0 if one of them has none.</param>
/// <param name="Wait">If none, how long until each of them can have one.</param>
public readonly record struct RateSlice(int Permits, TimeSpan Wait)
{
    /// <summary>Takes the same number of permits from all budgets, or none from any.</summary>
    /// <param name="limits">What the budgets give.</param>
    /// <param name="rates">How far they are spent, each at the place of its limit; replaced by how far they are spent afterwards.</param>
    /// <param name="wanted">How many permits are wanted: 1 or more.</param>
    /// <param name="now">The time on the store's clock.</param>
    /// <returns>The permits.</returns>
    public static RateSlice Take(IReadOnlyList<RateLimit> limits, StoredRate[] rates, int wanted, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rates.Length, limits.Count, nameof(rates));
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        TimeSpan wait = TimeSpan.Zero;
        for (int index = 0; index < rates.Length; index++)
            wait = Longer(wait, WaitOf(limits[index], rates[index], now));
        if (wait > TimeSpan.Zero)
            return new RateSlice(0, wait);

        int permits = wanted;
        for (int index = 0; index < rates.Length; index++)
            permits = Math.Min(permits, AvailableOf(limits[index], rates[index], now));
        for (int index = 0; index < rates.Length; index++)
            rates[index] = rates[index] with { FullAt = Later(rates[index].FullAt, now) + (limits[index].Interval * permits) };
        return new RateSlice(permits, TimeSpan.Zero);
    }

    private static TimeSpan WaitOf(RateLimit limit, StoredRate rate, DateTimeOffset now)
    {
        TimeSpan untilPermit = rate.FullAt - now - (limit.Interval * (limit.Burst - 1));
        return Longer(untilPermit, rate.PausedUntil - now);
    }

    private static int AvailableOf(RateLimit limit, StoredRate rate, DateTimeOffset now)
    {
        TimeSpan spent = Longer(rate.FullAt - now, TimeSpan.Zero);
        return (int)(((limit.Interval * limit.Burst) - spent).Ticks / limit.Interval.Ticks);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
