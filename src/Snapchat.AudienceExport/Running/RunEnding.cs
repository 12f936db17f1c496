namespace Snapchat.AudienceExport.Running;

/// <summary>How a run ends that does not end by itself.</summary>
internal sealed record RunEnding(ExportStatus Status, ExportProblem Problem);
