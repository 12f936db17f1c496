namespace Snapchat.AudienceExport.Dashboard.Forms;

/// <summary>What becomes of the schedules of the chosen exports.</summary>
internal enum BulkSchedule
{
    /// <summary>Each keeps its own, and follows it.</summary>
    Enable,

    /// <summary>Each keeps its own, without following it.</summary>
    Pause,

    /// <summary>All get <see cref="ScheduleKind.SystemRefresh"/>.</summary>
    SystemRefresh,

    /// <summary>All get the same recurrence.</summary>
    Own,

    /// <summary>All get <see cref="ScheduleKind.Off"/>.</summary>
    Off,
}
