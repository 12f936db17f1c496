namespace Snapchat.AudienceExport.Endpoints;

/// <summary>What a person agrees to.</summary>
/// <param name="Version">The version of the wording that the person has read.</param>
internal sealed record ConsentBody(string Version);
