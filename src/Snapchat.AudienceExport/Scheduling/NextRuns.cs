namespace Snapchat.AudienceExport.Scheduling;

/// <summary>Knows when exports run next by themselves.</summary>
internal sealed class NextRuns(Recurrence? systemRefresh, DateTimeOffset now)
{
    private readonly DateTimeOffset? _withSystemRefresh = systemRefresh is null ? null : Occurrences.Next(systemRefresh, now);

    /// <returns>The next time; null if the export does not run by itself, or not without a connection.</returns>
    public DateTimeOffset? Of(ExportDefinition export) => export switch
    {
        { Connection: null } or { Schedule.IsActive: false } => null,
        { Schedule.Kind: ScheduleKind.SystemRefresh } => _withSystemRefresh,
        { Schedule.Recurrence: { } own } => Occurrences.Next(own, now),
        _ => null,
    };
}
