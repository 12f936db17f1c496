namespace Snapchat.AudienceExport;

/// <summary>A change to an audience. All writable fields are sent, since Snapchat does not say whether it keeps those left out.</summary>
/// <param name="Id">The audience.</param>
/// <param name="AdAccount">The ad account it belongs to.</param>
/// <param name="Name">The name from now on: 1 to 375 characters.</param>
public sealed record AudienceUpdate(AudienceId Id, AdAccountId AdAccount, string Name)
{
    /// <summary>Gets the description from now on, or null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Gets for how many days a member stays from now on.</summary>
    /// <value>1 day or more. The default is 9999, which Snapchat takes as lifetime.</value>
    public int RetentionDays { get; init; } = NewAudience.LifetimeRetentionDays;
}
