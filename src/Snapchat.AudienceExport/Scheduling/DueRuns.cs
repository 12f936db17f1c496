using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>What is due between two instants, the later one included. Of several times that one thing was due in between, the last one counts: what was missed happens once.</summary>
internal static class DueRuns
{
    /// <returns>When the system refresh was due, or null if it was not.</returns>
    public static DateTimeOffset? FindRefresh(SystemRefreshSchedule? schedule, DateTimeOffset after, DateTimeOffset until) =>
        schedule?.Recurrence is { } recurrence ? Occurrences.Latest(recurrence, Later(after, schedule.UpdatedAt), until) : null;

    /// <param name="exports">All exports.</param>
    /// <param name="refreshDueAt">The due time of the system refresh that takes place, or null if none does.</param>
    /// <param name="after">From when on, exclusive.</param>
    /// <param name="until">Until when, inclusive.</param>
    public static IEnumerable<DueRun> Find(IEnumerable<StoredExport> exports, DateTimeOffset? refreshDueAt, DateTimeOffset after, DateTimeOffset until)
    {
        foreach (StoredExport export in exports.Where(static export => export.Definition.Schedule.IsActive))
        {
            if (export.Definition.Schedule is { Kind: ScheduleKind.Own, Recurrence: { } own })
            {
                if (Occurrences.Latest(own, Later(after, export.ScheduledAt), until) is { } dueAt)
                    yield return new DueRun(export, RunTrigger.Schedule, dueAt);
            }
            else if (refreshDueAt is { } dueAt && export.ScheduledAt < dueAt)
            {
                yield return new DueRun(export, RunTrigger.SystemRefresh, dueAt);
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
