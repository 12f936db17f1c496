using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Quartz.Diagnostics;

/// <summary>What scheduling on Quartz.NET logs, 700 to 719.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(EventId = 700, EventName = "DueQueued", Level = LogLevel.Information, Message = "Queued {Count} runs that were due until {Until}")]
    public static partial void DueQueued(this ILogger logger, int count, DateTimeOffset until);

    [LoggerMessage(EventId = 701, EventName = "StoreUnreachable", Level = LogLevel.Warning, Message = "What is due could not be queued and is tried again: {Reason}")]
    public static partial void StoreUnreachable(this ILogger logger, string reason);
}
