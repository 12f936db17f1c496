namespace Snapchat.AudienceExport;

/// <summary>A customer list to be created.</summary>
/// <param name="AdAccount">The ad account it shall belong to.</param>
/// <param name="Name">The name shown in Ads Manager: 1 to 375 characters. Names need not be unique.</param>
public sealed record NewAudience(AdAccountId AdAccount, string Name)
{
    /// <summary>The retention that never ends: 9999 days.</summary>
    public const int LifetimeRetentionDays = 9999;

    /// <summary>Gets the description shown in Ads Manager, or null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Gets for how many days a member stays in the audience.</summary>
    /// <value>1 day or more. The default is 9999, which Snapchat takes as lifetime.</value>
    public int RetentionDays { get; init; } = LifetimeRetentionDays;
}
