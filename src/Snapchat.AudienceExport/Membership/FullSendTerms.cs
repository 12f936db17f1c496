namespace Snapchat.AudienceExport.Membership;

/// <summary>How often everybody is sent again.</summary>
/// <param name="ShareOfRetention">After which share of the audience's retention; above 0 and below 1.</param>
/// <param name="LifetimeInterval">How often in an audience whose members stay for ever; null for never.</param>
/// <param name="RunInterval">The time until the next run, at which members must not have expired yet.</param>
internal sealed record FullSendTerms(double ShareOfRetention, TimeSpan? LifetimeInterval, TimeSpan RunInterval)
{
    public static FullSendTerms Default { get; } = new(0.5, TimeSpan.FromDays(30), TimeSpan.FromDays(1));
}
