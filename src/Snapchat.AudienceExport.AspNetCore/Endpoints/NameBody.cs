namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The name of a connection.</summary>
/// <param name="DisplayName">1 to 200 characters.</param>
internal sealed record NameBody(string DisplayName);
