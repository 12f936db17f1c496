namespace Snapchat.AudienceExport;

/// <summary>An organization the authenticated user belongs to.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
public sealed record SnapchatOrganization(OrganizationId Id, string Name)
{
    /// <summary>Gets the user's roles in the organization, in Snapchat's own words; <c>admin</c> may do everything.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Gets the ad accounts the user reaches.</summary>
    public IReadOnlyList<SnapchatAdAccount> AdAccounts { get; init; } = [];
}
