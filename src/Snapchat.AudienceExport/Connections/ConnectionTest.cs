namespace Snapchat.AudienceExport;

/// <summary>What a connection reaches at Snapchat.</summary>
/// <param name="User">The Snapchat user behind its authentication.</param>
/// <param name="Organizations">The organizations and ad accounts the user reaches, with the user's roles.</param>
public sealed record ConnectionTest(SnapchatUser User, IReadOnlyList<SnapchatOrganization> Organizations);
