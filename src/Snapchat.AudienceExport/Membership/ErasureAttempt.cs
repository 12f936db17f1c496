using System.Globalization;

namespace Snapchat.AudienceExport.Membership;

/// <summary>What an erasure tried in one audience.</summary>
/// <param name="UpTo">The length of the suppression list when it began: everybody in it who was still to be removed is in the plan.</param>
/// <param name="At">When it ended.</param>
/// <param name="Failure">Why not everything was sent, or null.</param>
internal sealed record ErasureAttempt(long UpTo, DateTimeOffset At, ErasureFailure? Failure)
{
    /// <summary>
    /// Decides how far it came. Whoever was never there is removed by one acknowledgement, since Snapchat may not count the absent; whoever may be there is removed when no longer in M,
    /// by the rules of every removal: a full count, or the third acknowledgement. Neither counts while an earlier addition may still take effect.
    /// </summary>
    /// <param name="before">How far earlier attempts came.</param>
    /// <param name="isAcknowledged">Whether every request was acknowledged when no addition could still take effect.</param>
    /// <param name="removedMaybe">How many of them may be there all the same.</param>
    /// <param name="open">What can still take effect, per kind.</param>
    public ErasureProgress Judge(ErasureProgress? before, bool isAcknowledged, long removedMaybe, IEnumerable<OpenAttempts> open)
    {
        long upTo = before?.UpTo ?? 0;
        if (Failure is not null)
            return new ErasureProgress(upTo, Failure.Status, Failure.Detail, At);
        if (!isAcknowledged)
        {
            string until = open.Max(static attempts => attempts.AddUntil).ToString("u", CultureInfo.InvariantCulture);
            return new ErasureProgress(upTo, AudienceErasureStatus.Pending, $"A request of an earlier run that got no answer may still take effect until {until}; the removal is repeated then.", At);
        }

        return removedMaybe > 0
            ? new ErasureProgress(upTo, AudienceErasureStatus.Pending, "Snapchat acknowledged fewer removals than were sent; they are repeated, and believed when acknowledged for the third time.", At)
            : new ErasureProgress(UpTo, AudienceErasureStatus.Removed, null, At);
    }
}
