namespace Snapchat.AudienceExport.Scheduling;

/// <summary>The instants of a recurrence. A time of day that the clock skips happens at the next one that exists; one that comes twice happens the first time.</summary>
internal static class Occurrences
{
    // A week, and a day on either side for what the clock moves across midnight.
    private const int Days = 9;

    /// <returns>The first instant after another; null if the time zone is not known on this machine.</returns>
    public static DateTimeOffset? Next(Recurrence recurrence, DateTimeOffset after)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(recurrence.TimeZone, out TimeZoneInfo? zone))
            return null;
        DateOnly first = DayOf(after, zone).AddDays(-1);
        return Enumerable.Range(0, Days + 1)
            .SelectMany(day => OfDay(recurrence, zone, first.AddDays(day)))
            .Where(instant => instant > after)
            .Select(static instant => (DateTimeOffset?)instant)
            .FirstOrDefault();
    }

    /// <returns>The last instant between two others, the later one included; null if there is none, or the time zone is not known on this machine.</returns>
    public static DateTimeOffset? Latest(Recurrence recurrence, DateTimeOffset after, DateTimeOffset until)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(recurrence.TimeZone, out TimeZoneInfo? zone))
            return null;
        DateOnly last = DayOf(until, zone);
        DateTimeOffset? latest = Enumerable.Range(0, Days)
            .SelectMany(day => OfDay(recurrence, zone, last.AddDays(-day)).Reverse())
            .Where(instant => instant <= until)
            .Select(static instant => (DateTimeOffset?)instant)
            .FirstOrDefault();
        return latest > after ? latest : null;
    }

    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static IEnumerable<DateTimeOffset> OfDay(Recurrence recurrence, TimeZoneInfo zone, DateOnly day) =>
        recurrence.Days.Count == 0 || recurrence.Days.Contains(day.DayOfWeek)
            ? recurrence.Times.Order().Select(time => InstantOf(day.ToDateTime(time), zone))
            : [];

    private static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);

        // Of two offsets, the greater one is in force first.
        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
