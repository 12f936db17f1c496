namespace Snapchat.AudienceExport.Endpoints;

/// <summary>A run that is durably queued.</summary>
internal sealed record RunStart(RunId Run);
