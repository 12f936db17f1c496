using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>What runner and worker log, 300 to 399: IDs, states, counts. Of an exception that is not ours only the type has a way in.</summary>
internal static partial class RunLog
{
    [LoggerMessage(EventId = 300, EventName = "RunQueued", Level = LogLevel.Information, Message = "Run {Run} of export {Export} is queued ({Trigger})")]
    public static partial void RunQueued(this ILogger logger, RunId run, ExportId export, RunTrigger trigger);

    [LoggerMessage(EventId = 301, EventName = "RunClaimed", Level = LogLevel.Information, Message = "Run {Run} of export {Export} starts after {Waited} in the queue")]
    public static partial void RunClaimed(this ILogger logger, RunId run, ExportId export, TimeSpan waited);

    [LoggerMessage(EventId = 302, EventName = "RunRefused", Level = LogLevel.Warning, Message = "Run {Run} of export {Export} does not start, it is {Status}: {Reason}")]
    public static partial void RunRefused(this ILogger logger, RunId run, ExportId export, ExportStatus status, string reason);

    [LoggerMessage(EventId = 303, EventName = "RunStopping", Level = LogLevel.Information, Message = "Run {Run} is being stopped: {Reason}")]
    public static partial void RunStopping(this ILogger logger, RunId run, string reason);

    [LoggerMessage(EventId = 304, EventName = "PulseFailed", Level = LogLevel.Warning, Message = "Run {Run} could not reach the store ({Reason}); uploads wait until it can")]
    public static partial void PulseFailed(this ILogger logger, RunId run, string reason);

    [LoggerMessage(EventId = 305, EventName = "EndNotWritten", Level = LogLevel.Error,
        Message = "Run {Run} ended {Status}, but its end could not be written ({Reason}); it will be recorded as lost by a worker")]
    public static partial void EndNotWritten(this ILogger logger, RunId run, ExportStatus status, string reason);

    [LoggerMessage(EventId = 306, EventName = "RunRecovered", Level = LogLevel.Warning, Message = "Run {Run} of export {Export} was left by its worker and is recorded as {Status}: {Reason}")]
    public static partial void RunRecovered(this ILogger logger, RunId run, ExportId export, ExportStatus status, string reason);

    [LoggerMessage(EventId = 307, EventName = "RunCanceled", Level = LogLevel.Information, Message = "Run {Run} of export {Export} is to be canceled; it was {Status}")]
    public static partial void RunCanceled(this ILogger logger, RunId run, ExportId export, ExportStatus status);

    [LoggerMessage(EventId = 308, EventName = "RunNotClaimed", Level = LogLevel.Warning, Message = "Run {Run} of export {Export} could not be started ({Reason}); it stays queued and is tried again")]
    public static partial void RunNotClaimed(this ILogger logger, RunId run, ExportId export, string reason);

    [LoggerMessage(EventId = 309, EventName = "RunQueuedAgain", Level = LogLevel.Warning, Message = "Run {Run} of export {Export} did not finish and is queued again, to go on ({Resumptions} times resumed)")]
    public static partial void RunQueuedAgain(this ILogger logger, RunId run, ExportId export, int resumptions);

    [LoggerMessage(EventId = 313, EventName = "RunNotLookedAt", Level = LogLevel.Warning, Message = "It cannot be found out whether run {Run} can go on ({Reason}), so it does not")]
    public static partial void RunNotLookedAt(this ILogger logger, RunId run, string reason);

    [LoggerMessage(EventId = 314, EventName = "RunAwaitsStore", Level = LogLevel.Warning, Message = "Run {Run} stopped, and the store is away ({Reason}); it is queued again once the store answers")]
    public static partial void RunAwaitsStore(this ILogger logger, RunId run, string reason);

    [LoggerMessage(EventId = 310, EventName = "WorkerStarted", Level = LogLevel.Information, Message = "Worker {Worker} executes up to {MaxConcurrentRuns} runs at once")]
    public static partial void WorkerStarted(this ILogger logger, string worker, int maxConcurrentRuns);

    [LoggerMessage(EventId = 311, EventName = "WorkerStopped", Level = LogLevel.Information, Message = "Worker {Worker} stopped")]
    public static partial void WorkerStopped(this ILogger logger, string worker);

    [LoggerMessage(EventId = 312, EventName = "WorkFailed", Level = LogLevel.Warning, Message = "A worker could not {Work} ({Reason}); it tries again")]
    public static partial void WorkFailed(this ILogger logger, string work, string reason);

    [LoggerMessage(EventId = 320, EventName = "ObserverFailed", Level = LogLevel.Warning, Message = "Observer {Observer} failed with {Reason} when told of run {Run}; it is told again in {Delay}")]
    public static partial void ObserverFailed(this ILogger logger, RunId run, string observer, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 330, EventName = "HistoryPurged", Level = LogLevel.Information, Message = "Removed {Count} runs and audit records that were kept long enough")]
    public static partial void HistoryPurged(this ILogger logger, long count);
}
