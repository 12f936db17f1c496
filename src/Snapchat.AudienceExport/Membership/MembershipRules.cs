namespace Snapchat.AudienceExport.Membership;

/// <summary>
/// The rules of exact membership for one digest. Two bounds are kept, S (surely there) and M (maybe there), and two statements hold at every instant,
/// also while the process is dead: S ⊆ really there, and really there ⊆ M.
/// </summary>
/// <remarks>Every rule is a function of the digest's marks alone, so that <see cref="RuleTable"/> can apply it to whole partitions.</remarks>
internal static class MembershipRules
{
    /// <summary>Decides whether a run adds the digest, removes it, or leaves it alone.</summary>
    public static DigestMarks Plan(DigestMarks digest, RunNature run)
    {
        bool isWanted = digest.HasFlag(DigestMarks.Wanted) && !digest.HasFlag(DigestMarks.Erased);
        bool isAdded = isWanted && (run.ForgetsSurely || !digest.HasFlag(DigestMarks.Surely));
        bool isRemoved = run.Purpose switch
        {
            RunPurpose.AddOnly => digest.HasFlag(DigestMarks.Maybe | DigestMarks.Erased),
            RunPurpose.Mirror => digest.HasFlag(DigestMarks.Maybe) && !isWanted,
            RunPurpose.Erasure => digest.HasFlag(DigestMarks.Erased),
            _ => false,
        };
        return digest | (isAdded ? DigestMarks.Added : DigestMarks.None) | (isRemoved ? DigestMarks.Removed : DigestMarks.None);
    }

    /// <summary>The plan is durable, and its requests may take effect from now on: who is to be removed is not surely there any more, who is to be added is maybe there.</summary>
    public static DigestMarks Seal(DigestMarks digest, RunNature run)
    {
        if (run.ForgetsSurely || digest.HasFlag(DigestMarks.Removed))
            digest &= ~DigestMarks.Surely;
        if (digest.HasFlag(DigestMarks.Added))
            digest = (digest | DigestMarks.Maybe) & ~(DigestMarks.ShortOnce | DigestMarks.ShortTwice);
        return digest;
    }

    /// <summary>
    /// The audience was seen empty after the clear, and only this run's additions come after it. S is empty since the plan was sealed; M becomes A, unless an addition
    /// of an earlier run can still take effect.
    /// </summary>
    public static DigestMarks SettleClear(DigestMarks digest, ClearStep clear) =>
        clear == ClearStep.Settled && !digest.HasFlag(DigestMarks.Added) ? digest & ~DigestMarks.State : digest;

    /// <summary>An addition was acknowledged in full, and no removal can still take effect.</summary>
    public static DigestMarks AcknowledgeAddition(DigestMarks digest) => digest | DigestMarks.Surely;

    /// <summary>A removal was acknowledged in full, and no addition can still take effect.</summary>
    public static DigestMarks AcknowledgeRemoval(DigestMarks digest) => digest & ~DigestMarks.State;

    /// <summary>A removal was acknowledged with a short count, since Snapchat does not count who is not there. After three runs it is believed.</summary>
    public static DigestMarks AcknowledgeShortRemoval(DigestMarks digest)
    {
        if (!digest.HasFlag(DigestMarks.Maybe) || digest.HasFlag(DigestMarks.ShortTwice))
            return AcknowledgeRemoval(digest);
        return digest.HasFlag(DigestMarks.ShortOnce) ? (digest & ~DigestMarks.ShortOnce) | DigestMarks.ShortTwice : digest | DigestMarks.ShortOnce;
    }

    /// <summary>What is known after a run, finished or not: all that happened to the digest since the plan was sealed, in order.</summary>
    /// <param name="digest">What was known before, with what the plan and the journal say about it.</param>
    /// <param name="run">The run.</param>
    /// <param name="clear">How far its clear came.</param>
    public static DigestMarks Fold(DigestMarks digest, RunNature run, ClearStep clear)
    {
        digest = SettleClear(Seal(digest, run), clear);
        if (digest.HasFlag(DigestMarks.Added | DigestMarks.Acknowledged))
            digest = AcknowledgeAddition(digest);
        if (digest.HasFlag(DigestMarks.Removed | DigestMarks.Acknowledged))
            digest = AcknowledgeRemoval(digest);
        if (digest.HasFlag(DigestMarks.Removed | DigestMarks.AcknowledgedShort))
            digest = AcknowledgeShortRemoval(digest);
        return digest & DigestMarks.State;
    }
}
