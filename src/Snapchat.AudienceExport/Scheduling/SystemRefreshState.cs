namespace Snapchat.AudienceExport;

/// <summary>When the system refresh happens, and how the latest one went.</summary>
/// <param name="Recurrence">Its days, times and time zone; null if it is off.</param>
public sealed record SystemRefreshState(Recurrence? Recurrence)
{
    /// <summary>Gets the version of when it happens, from which a change is made; 0 as long as nobody said anything.</summary>
    public long Version { get; init; }

    /// <summary>Gets when it happens next, or null if it is off.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Gets the latest refresh, or null if there was none.</summary>
    public SystemRefreshRun? Latest { get; init; }

    /// <summary>Gets who said last when it happens, or null if nobody did.</summary>
    public Actor? UpdatedBy { get; init; }

    /// <summary>Gets when that was, or null.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
