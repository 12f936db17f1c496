namespace Snapchat.AudienceExport;

/// <summary>Who did what, when, on what, and how it ended. It holds no value of a profile, no token and no secret.</summary>
/// <param name="Id">A UUID of version 7: records sort by it in the order they were made.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">On what, or null where there is no single thing.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record AuditRecord(Guid Id, DateTimeOffset At, Actor Actor, AuditAction Action, AuditSubject? Subject, AuditOutcome Outcome)
{
    /// <summary>Gets what else is worth knowing, in one sentence, or null.</summary>
    public string? Detail { get; init; }

    internal static AuditRecord Of(TimeProvider timeProvider, Actor actor, AuditAction action, AuditSubject? subject, AuditOutcome outcome = AuditOutcome.Succeeded, string? detail = null)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        return new AuditRecord(Guid.CreateVersion7(now), now, actor, action, subject, outcome) { Detail = detail };
    }
}
