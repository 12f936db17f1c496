using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>What the schedule logs, 350 to 369.</summary>
internal static partial class ScheduleLog
{
    [LoggerMessage(EventId = 350, EventName = "RefreshStarted", Level = LogLevel.Information, Message = "The system refresh due at {DueAt} starts")]
    public static partial void RefreshStarted(this ILogger logger, DateTimeOffset? dueAt);

    [LoggerMessage(EventId = 351, EventName = "RefreshEnded", Level = LogLevel.Information, Message = "The system refresh ended {Status}: {Reason}")]
    public static partial void RefreshEnded(this ILogger logger, ExportStatus status, string reason);

    [LoggerMessage(EventId = 352, EventName = "RefreshStillUnderWay", Level = LogLevel.Warning, Message = "The system refresh due at {DueAt} does not take place, since the one asked for at {RequestedAt} is still under way and stands for it")]
    public static partial void RefreshStillUnderWay(this ILogger logger, DateTimeOffset dueAt, DateTimeOffset requestedAt);
}
