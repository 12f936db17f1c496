namespace Snapchat.AudienceExport.Membership;

/// <summary>Decides when the audience itself shows that what is known of it has to be sent again, or cannot be used.</summary>
internal static class RetentionRules
{
    // What Snapchat answers for an audience whose members stay for ever.
    private const int Lifetime = 9999;

    /// <summary>Decides whether a run sends everybody.</summary>
    /// <param name="kind">What is known of a kind, or null if nothing is.</param>
    /// <param name="before">The audience as a run last saw it settled, or null.</param>
    /// <param name="now">The audience as it is; its size only if it is settled. A retention that it does not say is that of before.</param>
    /// <param name="terms">How often everybody is sent again.</param>
    /// <param name="time">The time.</param>
    public static FullSendReason Decide(KindState? kind, AudienceFacts? before, AudienceFacts now, FullSendTerms terms, DateTimeOffset time)
    {
        if (kind?.FullSentAt is not { } fullSentAt)
            return FullSendReason.First;
        if (kind.Surely > 0 && before?.HasShrunkTo(now) == true)
            return FullSendReason.Emptied;
        return Interval(now.RetentionDays ?? before?.RetentionDays, terms) is { } interval && time - fullSentAt >= interval ? FullSendReason.Due : FullSendReason.None;
    }

    /// <returns>Why the audience is not the one that was written to, in the words of a sentence; or null.</returns>
    public static string? FindOtherAudience(AudienceFacts before, AudienceFacts now)
    {
        if (before.AdAccount is { } account && now.AdAccount is { } other && account != other)
            return $"belongs to ad account {other} and no longer to {account}";
        if (before.CreatedAt is { } created && now.CreatedAt is { } recreated && created != recreated)
            return $"was created at {recreated:u} and not at {created:u}, so it is another one";
        return null;
    }

    // Whoever is sent at the start of the interval must still be there at the run after its end.
    private static TimeSpan? Interval(int? retentionDays, FullSendTerms terms)
    {
        if (retentionDays is not { } days || days >= Lifetime)
            return terms.LifetimeInterval;
        TimeSpan retention = TimeSpan.FromDays(days);
        TimeSpan share = terms.ShareOfRetention * retention;
        TimeSpan last = retention - terms.RunInterval;
        return share < last ? share : last;
    }
}
