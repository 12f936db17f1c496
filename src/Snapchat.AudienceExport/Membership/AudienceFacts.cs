namespace Snapchat.AudienceExport.Membership;

/// <summary>What Snapchat says of an audience, and what a later run compares with it.</summary>
/// <param name="AdAccount">Its ad account, or null if the answer did not say.</param>
/// <param name="CreatedAt">When it was created, or null if the answer did not say.</param>
/// <param name="RetentionDays">For how many days a member stays; null or 9999 if for ever.</param>
/// <param name="Size">The approximate number of people in it when it was last seen settled, or null if that is not known.</param>
internal sealed record AudienceFacts(AdAccountId? AdAccount, DateTimeOffset? CreatedAt, int? RetentionDays, long? Size)
{
    /// <summary>Takes the facts of an answer. The size of an audience that Snapchat is still working on says nothing.</summary>
    public static AudienceFacts Of(SnapchatAudience audience) =>
        new(audience.AdAccount, audience.CreatedAt, audience.RetentionDays, audience.UploadStatus == AudienceUploadStatus.Processing ? null : audience.ApproximateSize);

    /// <summary>Takes note of a newer answer. What it does not say stays as it was, and so does the size of an audience that has shrunk: the next run is to find that.</summary>
    public AudienceFacts Note(AudienceFacts newer) => new(
        newer.AdAccount ?? AdAccount,
        newer.CreatedAt ?? CreatedAt,
        newer.RetentionDays ?? RetentionDays,
        newer.Size is null || HasShrunkTo(newer) ? Size : newer.Size);

    /// <summary>Takes account of removals of our own, however many of them met somebody.</summary>
    public AudienceFacts Without(long removed) => this with { Size = Size is { } size ? Math.Max(0, size - removed) : null };

    /// <returns>Whether less than half is left.</returns>
    public bool HasShrunkTo(AudienceFacts now) => Size > 0 && now.Size is { } size && (size == 0 || 2 * size < Size);
}
