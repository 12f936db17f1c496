namespace Snapchat.AudienceExport.Membership.Exact;

/// <summary>Decides whether a run may go on with the plan it sealed, or is superseded.</summary>
internal static class Continuation
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>Finds what keeps a run from going on.</summary>
    /// <param name="membership">What is known, its journal being open if there is one.</param>
    /// <param name="run">The run.</param>
    /// <param name="terms">The terms as they are now, or null if they are looked at later.</param>
    /// <param name="now">The time.</param>
    /// <returns>The obstacle, in the words of a sentence; null if there is none.</returns>
    public static string? FindObstacle(AudienceMembership membership, RunId run, string? terms, DateTimeOffset now)
    {
        if (membership.Loss is not null)
            return "what was kept of it is damaged or missing";
        if (membership.Journal?.Plan is not { } plan || plan.Run != run)
            return FindWhatBecameOf(membership.State.Last, run);
        if (now - plan.SealedAt >= MaxAge)
            return $"its plan is {MaxAge.TotalHours:0} hours old or older";
        if (terms is not null && !string.Equals(terms, plan.Terms, StringComparison.Ordinal))
            return "the export, its connection, the consent or the normalization rules have changed since it was planned";
        return plan.Account is null ? "it is no export" : null;
    }

    private static string FindWhatBecameOf(LastRun? last, RunId run)
    {
        if (last?.Run != run)
            return last is null ? "it has no open plan" : "it has no open plan, or a later run took over what it had done";
        return last.IsFinished ? "all of its requests were answered" : "a later run took over what it had done";
    }
}
