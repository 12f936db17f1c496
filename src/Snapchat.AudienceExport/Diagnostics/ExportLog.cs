using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>What the engine logs: IDs, counts, durations. No address, digest or token has a way in.</summary>
internal static partial class ExportLog
{
    [LoggerMessage(EventId = 100, EventName = "RunStarted", Level = LogLevel.Information, Message = "Run {Run} exports to audience {Audience}")]
    public static partial void RunStarted(this ILogger logger, RunId run, AudienceId audience);

    [LoggerMessage(EventId = 101, EventName = "RunPlanned", Level = LogLevel.Information,
        Message = "Run {Run} wants {Unique} distinct identifiers in audience {Audience}: {Requests} requests, {Bytes} bytes, at least {LeastTime}")]
    public static partial void RunPlanned(this ILogger logger, RunId run, AudienceId audience, long unique, int requests, long bytes, TimeSpan leastTime);

    [LoggerMessage(EventId = 102, EventName = "RequestAcknowledged", Level = LogLevel.Debug,
        Message = "Request {Number} to audience {Audience}: {Accepted} of {Sent} identifiers acknowledged (Snapchat request {RequestId})")]
    public static partial void RequestAcknowledged(this ILogger logger, int number, AudienceId audience, int sent, long accepted, string? requestId);

    [LoggerMessage(EventId = 103, EventName = "ShortCount", Level = LogLevel.Warning,
        Message = "Request {Number} to audience {Audience}: {Accepted} of {Sent} identifiers acknowledged; the request is sent once more")]
    public static partial void ShortCount(this ILogger logger, int number, AudienceId audience, int sent, long accepted);

    [LoggerMessage(EventId = 104, EventName = "RunEnded", Level = LogLevel.Information,
        Message = "Run {Run} to audience {Audience} ended {Status} after {Duration}: {Accepted} of {Added} identifiers accepted in {Requests} requests, {Warnings} warnings")]
    public static partial void RunEnded(this ILogger logger, RunId run, AudienceId audience, ExportStatus status, TimeSpan duration, long accepted, long added, int requests, int warnings);

    [LoggerMessage(EventId = 105, EventName = "RunFailed", Level = LogLevel.Error, Message = "Run {Run} to audience {Audience} failed: {Reason}")]
    public static partial void RunFailed(this ILogger logger, RunId run, AudienceId audience, string reason);

    [LoggerMessage(EventId = 107, EventName = "RunNotCompleted", Level = LogLevel.Information, Message = "Run {Run} to audience {Audience} is {Status}: {Reason}")]
    public static partial void RunNotCompleted(this ILogger logger, RunId run, AudienceId audience, ExportStatus status, string reason);

    [LoggerMessage(EventId = 108, EventName = "RunResumed", Level = LogLevel.Information, Message = "Run {Run} to audience {Audience} goes on: {Answered} of {Requests} requests are answered")]
    public static partial void RunResumed(this ILogger logger, RunId run, AudienceId audience, int answered, int requests);

    [LoggerMessage(EventId = 109, EventName = "RunSuperseded", Level = LogLevel.Warning, Message = "Run {Run} to audience {Audience} had not finished and is superseded by run {Successor}")]
    public static partial void RunSuperseded(this ILogger logger, RunId run, AudienceId audience, RunId successor);

    [LoggerMessage(EventId = 106, EventName = "AudienceStatusUnknown", Level = LogLevel.Warning, Message = "Run {Run} uploaded everything, but audience {Audience} could not be read afterwards: {Reason}")]
    public static partial void AudienceStatusUnknown(this ILogger logger, RunId run, AudienceId audience, string reason);
}
