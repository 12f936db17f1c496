namespace Snapchat.AudienceExport.Membership;

/// <summary>The run whose journal was folded last.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsFinished">Whether every one of its requests was answered; if not, a later run superseded it.</param>
/// <param name="At">When it was folded.</param>
internal sealed record LastRun(RunId Run, bool IsFinished, DateTimeOffset At);
