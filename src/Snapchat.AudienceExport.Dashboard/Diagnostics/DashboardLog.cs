using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Dashboard.Diagnostics;

/// <summary>What the pages log. A foreign exception is told by its type and its stack, never by its message, which may hold anything.</summary>
internal static partial class DashboardLog
{
    [LoggerMessage(EventId = 701, EventName = "UnexpectedPageException", Level = LogLevel.Error, Message = "A page failed with an unexpected {ExceptionType}\n{Stack}")]
    public static partial void UnexpectedPageException(this ILogger logger, string? exceptionType, string? stack);
}
