using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership.Model;

/// <summary>The rules the model runs by: those of the library, any of which can be replaced by a broken one.</summary>
internal sealed record ModelRules
{
    public Func<DigestMarks, RunNature, DigestMarks> Plan { get; init; } = MembershipRules.Plan;

    public Func<DigestMarks, RunNature, DigestMarks> Seal { get; init; } = MembershipRules.Seal;

    public Func<DigestMarks, ClearStep, DigestMarks> SettleClear { get; init; } = MembershipRules.SettleClear;

    public Func<DigestMarks, DigestMarks> AcknowledgeAddition { get; init; } = MembershipRules.AcknowledgeAddition;

    public Func<DigestMarks, DigestMarks> AcknowledgeRemoval { get; init; } = MembershipRules.AcknowledgeRemoval;

    public Func<DigestMarks, DigestMarks> AcknowledgeShortRemoval { get; init; } = MembershipRules.AcknowledgeShortRemoval;

    public Func<OpenAttempts, UploadOperation, DateTimeOffset, bool> LetCount { get; init; } = static (open, operation, now) => open.LetCount(operation, now);

    public Func<OpenAttempts, UploadOperation, DateTimeOffset, TimeSpan, OpenAttempts> LeaveUnanswered { get; init; } =
        static (open, operation, latestSend, lateness) => open.LeaveUnanswered(operation, latestSend, lateness);

    public Func<OpenAttempts, PlanDirections, DateTimeOffset, Lateness, OpenAttempts> Interrupt { get; init; } =
        static (open, directions, latestSend, lateness) => open.Interrupt(directions, latestSend, lateness);

    public Func<OpenAttempts, ClearStep, DateTimeOffset, Lateness, OpenAttempts> EndRun { get; init; } = static (open, clear, acceptedAt, lateness) => open.EndRun(clear, acceptedAt, lateness);

    /// <summary>Gets what is still open when history was lost.</summary>
    public Func<DateTimeOffset, Lateness, OpenAttempts> Lose { get; init; } = static (now, lateness) => AudienceState.Lost(0, now, lateness).OpenOfOthers;

    /// <summary>Gets what a short count of an addition does.</summary>
    public Func<DigestMarks, DigestMarks> AcknowledgeShortAddition { get; init; } = static digest => digest;

    /// <summary>Gets what a refused request does.</summary>
    public Func<DigestMarks, UploadOperation, DigestMarks> Refuse { get; init; } = static (digest, _) => digest;

    /// <summary>Gets what a request without an answer does.</summary>
    public Func<DigestMarks, UploadOperation, DigestMarks> TimeOut { get; init; } = static (digest, _) => digest;

    /// <summary>Gets what the death of the process does to a request that was on its way.</summary>
    public Func<DigestMarks, UploadOperation, DigestMarks> Die { get; init; } = static (digest, _) => digest;

    /// <summary>Gets what a commit keeps: the bounds before the run, and after it.</summary>
    public Func<DigestMarks, DigestMarks, DigestMarks> Commit { get; init; } = static (_, after) => after;

    /// <summary>Gets what folding a crashed run keeps: the bounds before the run, and after what is known of it.</summary>
    public Func<DigestMarks, DigestMarks, DigestMarks> Recover { get; init; } = static (_, after) => after;

    /// <summary>Gets whether additions wait until the clear has settled.</summary>
    public bool AdditionsWaitForTheClear { get; init; } = true;

    /// <summary>Gets whether a clear settles only when no other one, and no removal, can still take effect.</summary>
    public bool ClearsSettleAfterOpenRemovals { get; init; } = true;

    /// <summary>Gets whether the erased are left out of request bodies.</summary>
    public bool BodiesLeaveOutTheErased { get; init; } = true;

    /// <summary>Gets whether a request that left somebody out counts as acknowledged in full.</summary>
    public bool ReducedRequestsCount { get; init; }
}
