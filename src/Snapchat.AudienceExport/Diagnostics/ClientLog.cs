using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>The client's log events, 200 to 299. No address with a query, body, token or secret has a way in.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(EventId = 200, EventName = "Retrying", Level = LogLevel.Information,
        Message = "Attempt {Attempt} of {Operation} failed ({Reason}); trying again in {Delay}")]
    public static partial void Retrying(this ILogger logger, string operation, string reason, TimeSpan delay, int attempt);

    [LoggerMessage(EventId = 201, EventName = "RatePaused", Level = LogLevel.Warning,
        Message = "Snapchat answered {Operation} with 429; all requests of the connection pause for {Pause}")]
    public static partial void RatePaused(this ILogger logger, string operation, TimeSpan pause);

    [LoggerMessage(EventId = 202, EventName = "AccessTokenRenewed", Level = LogLevel.Debug,
        Message = "Renewed the access token; it lives {Lifetime}")]
    public static partial void AccessTokenRenewed(this ILogger logger, TimeSpan lifetime);

    [LoggerMessage(EventId = 203, EventName = "RefreshTokenRotated", Level = LogLevel.Information,
        Message = "Snapchat returned another refresh token; it is stored")]
    public static partial void RefreshTokenRotated(this ILogger logger);

    [LoggerMessage(EventId = 204, EventName = "Refused", Level = LogLevel.Warning,
        Message = "{Operation} failed after {Attempts} attempts (HTTP {StatusCode}, {ErrorCode}, request {RequestId})")]
    public static partial void Refused(this ILogger logger, string operation, int? statusCode, string? errorCode, string? requestId, int attempts);

    [LoggerMessage(EventId = 205, EventName = "InsecureTransport", Level = LogLevel.Warning,
        Message = "AllowInsecureTransport names {Hosts}: tokens and digests may go there over plain http")]
    public static partial void InsecureTransport(this ILogger logger, string hosts);

    [LoggerMessage(EventId = 206, EventName = "TokensNotStored", Level = LogLevel.Warning,
        Message = "New tokens of connection {Connection} could not be stored ({Reason}); it is tried again")]
    public static partial void TokensNotStored(this ILogger logger, ConnectionId connection, string reason);

    [LoggerMessage(EventId = 207, EventName = "PauseNotShared", Level = LogLevel.Warning, Message = "The pause that {Operation} was asked for could not be shared with other machines: {Reason}")]
    public static partial void PauseNotShared(this ILogger logger, string operation, string reason);
}
