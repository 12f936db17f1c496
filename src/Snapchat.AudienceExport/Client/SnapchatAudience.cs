namespace Snapchat.AudienceExport;

/// <summary>An audience as Snapchat shows it ("segment" in the API's words).</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name shown in Ads Manager.</param>
public sealed record SnapchatAudience(AudienceId Id, string Name)
{
    /// <summary>Gets the ad account it belongs to, or null if the answer did not say.</summary>
    public AdAccountId? AdAccount { get; init; }

    /// <summary>Gets the organization it belongs to, or null if the answer did not say, as it usually does not.</summary>
    public OrganizationId? Organization { get; init; }

    /// <summary>Gets the description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Gets where it gets its members from; only <see cref="AudienceSourceType.FirstParty"/> takes uploads.</summary>
    public AudienceSourceType SourceType { get; init; }

    /// <summary>Gets its status.</summary>
    public AudienceStatus Status { get; init; }

    /// <summary>Gets whether uploads are processed; empty right after creation.</summary>
    public AudienceUploadStatus UploadStatus { get; init; }

    /// <summary>Gets whether it can be targeted; empty right after creation.</summary>
    public AudienceTargetableStatus TargetableStatus { get; init; }

    /// <summary>Gets for how many days a member stays; 9999 is lifetime. Null if the answer did not say.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>Gets the rounded number of people Snapchat has matched, which is not the number uploaded. Null if the answer did not say.</summary>
    public long? ApproximateSize { get; init; }

    /// <summary>Gets when it was created, or null if the answer did not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when it was last changed, or null if the answer did not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
