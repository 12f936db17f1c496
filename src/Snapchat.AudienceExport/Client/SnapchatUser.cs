namespace Snapchat.AudienceExport;

/// <summary>The Snapchat user behind an authentication. The user's email address is left out on purpose.</summary>
/// <param name="Id">Snapchat's ID of the user.</param>
/// <param name="DisplayName">The name shown to people, or null.</param>
/// <param name="Organization">The user's main organization, or null; a user may belong to several.</param>
public sealed record SnapchatUser(string Id, string? DisplayName, OrganizationId? Organization);
