using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Diagnostics;

/// <summary>What erasures log, 400 to 499: IDs, counts, states. No address or digest has a way in.</summary>
internal static partial class ErasureLog
{
    [LoggerMessage(EventId = 400, EventName = "PersonErased", Level = LogLevel.Information, Message = "Erasure {Erasure} is recorded: {Digests} digests, {Refused} identifiers refused")]
    public static partial void PersonErased(this ILogger logger, Guid erasure, int digests, int refused);

    [LoggerMessage(EventId = 401, EventName = "ErasureLifted", Level = LogLevel.Information, Message = "{Digests} digests are no longer erased")]
    public static partial void ErasureLifted(this ILogger logger, int digests);

    [LoggerMessage(EventId = 402, EventName = "ErasureAttempted", Level = LogLevel.Information, Message = "Removing erased people from audience {Audience}: {Status} ({Detail})")]
    public static partial void ErasureAttempted(this ILogger logger, AudienceId audience, AudienceErasureStatus status, string? detail);

    [LoggerMessage(EventId = 403, EventName = "ErasureFailed", Level = LogLevel.Warning, Message = "Erased people could not be removed from audience {Audience} ({Reason}); it is tried again")]
    public static partial void ErasureFailed(this ILogger logger, AudienceId audience, string reason);

    [LoggerMessage(EventId = 404, EventName = "SuppressionsUnreadable", Level = LogLevel.Error, Message = "Nobody who was erased can be removed: {Reason}")]
    public static partial void SuppressionsUnreadable(this ILogger logger, string reason);

    [LoggerMessage(EventId = 405, EventName = "StateRestored", Level = LogLevel.Warning, Message = "The state was declared restored: the history of {Audiences} audiences counts as lost")]
    public static partial void StateRestored(this ILogger logger, int audiences);
}
