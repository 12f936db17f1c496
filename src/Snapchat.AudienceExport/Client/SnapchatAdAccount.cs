namespace Snapchat.AudienceExport;

/// <summary>An ad account, to which audiences belong.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
public sealed record SnapchatAdAccount(AdAccountId Id, string Name)
{
    /// <summary>Gets the status in Snapchat's own word, as in <c>ACTIVE</c>, or null if the answer did not say.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the user's roles in the ad account, in Snapchat's own words; <c>admin</c> and <c>audience</c> may manage audiences.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}
