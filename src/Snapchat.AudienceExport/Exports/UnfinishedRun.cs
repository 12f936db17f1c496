namespace Snapchat.AudienceExport;

/// <summary>A run that has sealed its plan for an audience and has not finished: it is under way, failed, was canceled, or its process died. It holds counts only.</summary>
/// <param name="Run">The run.</param>
/// <param name="Audience">The audience it writes to.</param>
public sealed record UnfinishedRun(RunId Run, AudienceId Audience)
{
    /// <summary>Gets when its plan was made durable.</summary>
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>Gets how it ended: <see cref="ExportStatus.Failed"/> or <see cref="ExportStatus.Canceled"/>; <see cref="ExportStatus.Processing"/> if it is under way or its process died.</summary>
    public ExportStatus Status { get; init; }

    /// <summary>Gets how many requests its plan has.</summary>
    public int Requests { get; init; }

    /// <summary>Gets how many of them Snapchat answered; only the others are sent when it is resumed.</summary>
    public int Answered { get; init; }

    /// <summary>Gets why it cannot be resumed, in the words of a sentence (<c>"its plan is 24 hours old or older"</c>), or null if it can. Then the next run supersedes it.</summary>
    public string? Obstacle { get; init; }
}
