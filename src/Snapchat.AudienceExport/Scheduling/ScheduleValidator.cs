namespace Snapchat.AudienceExport.Scheduling;

/// <summary>Finds everything that is wrong with a schedule.</summary>
internal static class ScheduleValidator
{
    private const int MaxTimes = 4;

    public static IEnumerable<ValidationProblem> FindProblems(ExportSchedule? schedule) =>
        Describe(schedule).Select(static message => new ValidationProblem(nameof(ExportDefinition.Schedule), message));

    public static IEnumerable<ValidationProblem> FindProblems(Recurrence recurrence) =>
        Describe(recurrence).Select(static message => new ValidationProblem(nameof(SystemRefreshState.Recurrence), message));

    private static IEnumerable<string> Describe(ExportSchedule? schedule)
    {
        if (schedule is null || !Enum.IsDefined(schedule.Kind))
            return ["The schedule is missing; choose the system refresh, a recurrence of its own, or none."];
        if (schedule.Kind == ScheduleKind.Own)
            return schedule.Recurrence is { } own ? Describe(own) : ["The schedule has no recurrence; give the times at which the export shall run."];
        return schedule.Recurrence is null ? [] : [$"The schedule has a recurrence, which counts only for a schedule of its own; leave it out, or choose {ScheduleKind.Own}."];
    }

    private static IEnumerable<string> Describe(Recurrence recurrence)
    {
        IReadOnlyList<TimeOnly> times = recurrence.Times ?? [];
        if (times.Count is 0 or > MaxTimes)
            yield return $"The schedule has {times.Count} times of day; give 1 to {MaxTimes}.";
        if (times.Any(static time => time.Ticks % TimeSpan.TicksPerMinute != 0))
            yield return "The schedule has a time of day with seconds; give whole minutes.";
        if (times.Distinct().Count() < times.Count)
            yield return "The schedule has a time of day twice; name it once.";

        IReadOnlyList<DayOfWeek> days = recurrence.Days ?? [];
        if (!days.All(static day => Enum.IsDefined(day)))
            yield return "The schedule has a day that is no day of the week; choose from Monday to Sunday.";
        if (days.Distinct().Count() < days.Count)
            yield return "The schedule has a day of the week twice; name it once.";
        if (recurrence.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(recurrence.TimeZone, out TimeZoneInfo? zone) || !zone.HasIanaId)
            yield return "The time zone of the schedule is not known; give its IANA name, as in Asia/Almaty.";
    }
}
