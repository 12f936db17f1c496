namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The schedule of one export, or of several alike.</summary>
internal sealed record ScheduleBody(IReadOnlyList<ExportId> Exports, ExportSchedule Schedule);
