namespace Snapchat.AudienceExport.Membership;

/// <summary>What Snapchat says of an audience, and what a later run compares with it.</summary>
/// <param name="AdAccount">Its ad account, or null if the answer did not say.</param>
/// <param name="CreatedAt">When it was created, or null if the answer did not say.</param>
/// <param name="RetentionDays">For how many days a member stays; null or 9999 if for ever.</param>
/// <param name="Size">The approximate number of people in it, or null if the answer did not say.</param>
internal sealed record AudienceFacts(AdAccountId? AdAccount, DateTimeOffset? CreatedAt, int? RetentionDays, long? Size)
{
    public static AudienceFacts Of(SnapchatAudience audience) => new(audience.AdAccount, audience.CreatedAt, audience.RetentionDays, audience.ApproximateSize);
}
