using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Tests.Membership.Model;

/// <summary>Rules of which one is left out or broken, each with what is violated then: so that every rule shows what it is for.</summary>
internal static class BrokenRules
{
    private const string Surely = "I1";
    private const string Maybe = "I2";
    private const string Exact = "exactness";
    private const string Erased = "erasure";

    private static readonly Dictionary<string, (string Violated, ModelRules Rules)> All = new(StringComparer.Ordinal)
    {
        // Journal sealed.
        ["seal keeps the removed in S"] = (Surely, new() { Seal = static (digest, run) => MembershipRules.Seal(digest & ~DigestMarks.Removed, run) }),
        ["seal leaves the added out of M"] = (Maybe, new() { Seal = static (digest, run) => MembershipRules.Seal(digest & ~DigestMarks.Added, run) }),
        ["seal of a full send keeps S"] = (Surely, new() { Seal = static (digest, run) => MembershipRules.Seal(digest, run with { IsFullSend = false }) }),
        ["seal of a replace keeps S"] = (Surely, new() { Seal = static (digest, run) => MembershipRules.Seal(digest, run.Clears ? default : run) }),

        // Addition acknowledged in full.
        ["an acknowledged addition stays out of S"] = (Exact, new() { AcknowledgeAddition = static digest => digest }),
        ["an addition counts while removals are open"] = (Surely, new() { LetCount = static (open, operation, now) => operation == UploadOperation.Add || open.LetCount(operation, now) }),

        // Removal acknowledged in full.
        ["an acknowledged removal stays in M"] = (Exact, new() { AcknowledgeRemoval = static digest => digest }),
        ["a removal counts while additions are open"] = (Maybe, new() { LetCount = static (open, operation, now) => operation == UploadOperation.Remove || open.LetCount(operation, now) }),

        // Short count, refusal, time-out, process dead.
        ["a short addition counts"] = (Surely, new() { AcknowledgeShortAddition = MembershipRules.AcknowledgeAddition }),
        ["a short removal counts at once"] = (Maybe, new() { AcknowledgeShortRemoval = MembershipRules.AcknowledgeRemoval }),
        ["a short removal counts in the second run"] = (Maybe, new() { AcknowledgeShortRemoval = static digest => MembershipRules.AcknowledgeShortRemoval(digest.HasFlag(DigestMarks.ShortOnce) ? digest | DigestMarks.ShortTwice : digest) }),
        ["a third short removal does not count"] = (Exact, new() { AcknowledgeShortRemoval = static digest => digest.HasFlag(DigestMarks.ShortTwice) ? digest : MembershipRules.AcknowledgeShortRemoval(digest) }),
        ["short removals from before an addition count"] = (Exact, new() { Seal = static (digest, run) => MembershipRules.Seal(digest, run) | (digest & (DigestMarks.ShortOnce | DigestMarks.ShortTwice)) }),
        ["a refused addition counts"] = (Surely, new() { Refuse = static (digest, operation) => Acknowledge(digest, operation, UploadOperation.Add) }),
        ["a refused removal counts"] = (Maybe, new() { Refuse = static (digest, operation) => Acknowledge(digest, operation, UploadOperation.Remove) }),
        ["an unanswered addition counts"] = (Surely, new() { TimeOut = static (digest, operation) => Acknowledge(digest, operation, UploadOperation.Add) }),
        ["an unanswered removal counts"] = (Maybe, new() { TimeOut = static (digest, operation) => Acknowledge(digest, operation, UploadOperation.Remove) }),
        ["an addition counts though the process died"] = (Surely, new() { Die = static (digest, operation) => Acknowledge(digest, operation, UploadOperation.Add) }),
        ["a removal counts though the process died"] = (Maybe, new() { Die = static (digest, operation) => Acknowledge(digest, operation, UploadOperation.Remove) }),

        // An attempt left unanswered.
        ["an unanswered addition is forgotten"] = (Maybe, new() { LeaveUnanswered = static (open, operation, sent, lateness) => operation == UploadOperation.Add ? open : open.LeaveUnanswered(operation, sent, lateness) }),
        ["an unanswered removal is forgotten"] = (Surely, new() { LeaveUnanswered = static (open, operation, sent, lateness) => operation == UploadOperation.Remove ? open : open.LeaveUnanswered(operation, sent, lateness) }),
        ["lateness is a tick too short"] = (Maybe, new() { LeaveUnanswered = static (open, operation, sent, lateness) => open.LeaveUnanswered(operation, sent, lateness - TimeSpan.FromMinutes(1)) }),
        ["a crash forgets its additions"] = (Maybe, new() { Interrupt = static (open, directions, sent, lateness) => open.Interrupt(directions & ~PlanDirections.Add, sent, lateness) }),
        ["a crash forgets its removals"] = (Surely, new() { Interrupt = static (open, directions, sent, lateness) => open.Interrupt(directions & ~PlanDirections.Remove, sent, lateness) }),
        ["a crash forgets its clear"] = (Surely, new() { Interrupt = static (open, directions, sent, lateness) => open.Interrupt(directions & ~PlanDirections.Clear, sent, lateness) }),
        ["a clear that has not settled is forgotten"] = (Surely, new() { EndRun = static (open, _, _, _) => open }),

        // Clear settled.
        ["a settled clear leaves M as it was"] = (Exact, new() { SettleClear = static (digest, _) => digest }),
        ["a settled clear empties M while additions are open"] = (Maybe, new() { SettleClear = static (digest, _) => MembershipRules.SettleClear(digest, ClearStep.Settled) }),
        ["a clear settles while another one may still take effect"] = (Exact, new() { ClearsSettleAfterOpenRemovals = false }),
        ["additions do not wait for the clear"] = (Surely, new() { AdditionsWaitForTheClear = false }),

        // Commit, and the fold of a run that died.
        ["a commit closes the journal and keeps the old generation"] = (Maybe, new() { Commit = static (before, _) => before }),
        ["a recovery closes the journal and keeps the old generation"] = (Maybe, new() { Recover = static (before, _) => before }),

        ["a fold leaves those surely there whom the run set out to remove"] = (Surely, new() { Recover = static (before, after) => after | (before & DigestMarks.Surely) }),
        ["a fold leaves those out whom the run set out to add"] = (Maybe, new() { Recover = static (before, after) => before.HasFlag(DigestMarks.Maybe) ? after : DigestMarks.None }),
        ["a commit forgets what is still on its way"] = (Maybe, new() { EndRun = static (_, _, _, _) => default }),

        // What history was lost may still have sent.
        ["lost history forgets what is on its way"] = (Surely, new() { Lose = static (_, _) => default }),

        // Erasure.
        ["the erased stay in the bodies of a plan made before"] = (Erased, new() { BodiesLeaveOutTheErased = false }),
        ["a request that left somebody out counts"] = (Surely, new() { ReducedRequestsCount = true }),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static ModelRules Rules(string broken) => All[broken].Rules;

    public static string Violated(string broken) => All[broken].Violated;

    private static DigestMarks Acknowledge(DigestMarks digest, UploadOperation operation, UploadOperation broken) => operation != broken ? digest
        : operation == UploadOperation.Add ? MembershipRules.AcknowledgeAddition(digest)
        : MembershipRules.AcknowledgeRemoval(digest);
}
