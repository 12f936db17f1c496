namespace Snapchat.AudienceExport.Endpoints;

/// <summary>Whether exports follow their schedules or keep them without.</summary>
internal sealed record PauseBody(IReadOnlyList<ExportId> Exports, bool IsPaused);
