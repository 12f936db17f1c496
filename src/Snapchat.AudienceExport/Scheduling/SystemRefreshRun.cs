namespace Snapchat.AudienceExport;

/// <summary>One system refresh: that segments were recomputed.</summary>
/// <param name="Status">How far it is, or how it ended.</param>
/// <param name="RequestedBy">Who asked for it; the system for one that was due.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record SystemRefreshRun(ExportStatus Status, Actor RequestedBy, DateTimeOffset RequestedAt)
{
    /// <summary>Gets when it was due, or null if a person asked for it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets when it started, or null if it did not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended, or null if it did not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets why it failed, or null.</summary>
    public ExportProblem? Problem { get; init; }

    /// <summary>Gets whether it has ended.</summary>
    public bool HasEnded => Status is not (ExportStatus.Queued or ExportStatus.Processing);
}
