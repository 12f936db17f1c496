namespace Snapchat.AudienceExport;

/// <summary>When an export runs by itself.</summary>
public sealed record ExportSchedule
{
    /// <summary>With every system refresh: what an export begins with.</summary>
    public static ExportSchedule SystemRefresh { get; } = new();

    /// <summary>By hand only.</summary>
    public static ExportSchedule Off { get; } = new() { Kind = ScheduleKind.Off };

    /// <summary>Gets what makes it run.</summary>
    /// <value>The default is <see cref="ScheduleKind.SystemRefresh"/>.</value>
    public ScheduleKind Kind { get; init; }

    /// <summary>Gets its own recurrence; needed for <see cref="ScheduleKind.Own"/>, null for the others.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>Gets whether the schedule is kept without being followed, until it is enabled again.</summary>
    /// <value>The default is false.</value>
    public bool IsPaused { get; init; }

    /// <summary>Gets whether "run all" takes it along: whether it runs by itself at all.</summary>
    public bool IsActive => Kind != ScheduleKind.Off && !IsPaused;

    /// <summary>Whether two schedules say the same; their lists are compared by what is in them.</summary>
    internal bool IsSameAs(ExportSchedule other) =>
        Kind == other.Kind
        && IsPaused == other.IsPaused
        && string.Equals(Recurrence?.Key, other.Recurrence?.Key, StringComparison.Ordinal);
}
