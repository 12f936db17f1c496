namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

/// <summary>What the child says when it has done what it was to do.</summary>
/// <param name="Status">How the run ended.</param>
/// <param name="Problem">What went wrong.</param>
/// <param name="IsWithheld">Whether something waits for a confirmation.</param>
/// <param name="Resumed">The run that went on, or null if it was a new one.</param>
/// <param name="Steps">How many steps the run took.</param>
/// <param name="Now">The time afterwards.</param>
/// <param name="PeakHeapBytes">The largest managed heap that was seen at a report of progress, garbage included.</param>
internal sealed record ChildAnswer(ExportStatus Status, string? Problem, bool IsWithheld, RunId? Resumed, int Steps, DateTimeOffset Now, long PeakHeapBytes);
