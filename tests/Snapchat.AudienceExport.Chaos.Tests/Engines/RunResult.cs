namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>What became of a run, as far as somebody outside is told.</summary>
/// <param name="Status">How it ended, or null if the process died.</param>
/// <param name="Problem">What went wrong, or null.</param>
/// <param name="IsWithheld">Whether removals, or all of it, wait for a confirmation.</param>
internal sealed record RunResult(ExportStatus? Status, string? Problem = null, bool IsWithheld = false)
{
    /// <summary>Gets the run that went on, or null if it was a new one.</summary>
    public RunId? Resumed { get; init; }

    public static RunResult Died { get; } = new(null, null);

    public bool IsDead => Status is null;

    public bool IsFinished => Status == ExportStatus.Successful;
}
