namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>An ad account and its customer lists.</summary>
/// <param name="Account">The ad account.</param>
/// <param name="Audiences">Its audiences that take uploads.</param>
internal sealed record AccountAudiences(SnapchatAdAccount Account, IReadOnlyList<SnapchatAudience> Audiences);
