using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>What the endpoints log. A foreign exception is told by its type and its stack, never by its message, which may hold anything.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(EventId = 601, EventName = "UnexpectedException", Level = LogLevel.Error, Message = "An endpoint failed with an unexpected {ExceptionType}\n{Stack}")]
    public static partial void UnexpectedException(this ILogger logger, string? exceptionType, string? stack);
}
