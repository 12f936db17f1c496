namespace Snapchat.AudienceExport.Membership;

/// <summary>The run whose journal was folded last.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsFinished">Whether every one of its requests was answered; if not, a later run superseded it.</param>
/// <param name="At">When it was folded.</param>
internal sealed record LastRun(RunId Run, bool IsFinished, DateTimeOffset At)
{
    /// <summary>Gets what it reports, for whoever finds that its end was not written down; null if it did not finish, or is no export.</summary>
    public ExportReport? Report { get; init; }
}
