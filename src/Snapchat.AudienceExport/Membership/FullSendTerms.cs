namespace Snapchat.AudienceExport.Membership;

/// <summary>How often everybody is sent again.</summary>
/// <param name="ShareOfRetention">After which share of the audience's retention; 0.01 to 0.99.</param>
/// <param name="LifetimeInterval">How often in an audience whose members stay for ever; null for never.</param>
/// <param name="RunInterval">The time until the next run, at which members must not have expired yet.</param>
internal sealed record FullSendTerms(double ShareOfRetention, TimeSpan? LifetimeInterval, TimeSpan RunInterval)
{
    public static FullSendTerms Of(SnapchatAudienceExportOptions options) =>
        new(options.FullSendShareOfRetention, options.FullSendInterval == TimeSpan.Zero ? null : options.FullSendInterval, options.LongestRunInterval);
}
