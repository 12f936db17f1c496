using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>A run that is due.</summary>
internal sealed record DueRun(StoredExport Export, RunTrigger Trigger, DateTimeOffset DueAt);
