namespace Snapchat.AudienceExport.Storage;

/// <summary>A run as a store keeps it.</summary>
/// <param name="Record">The record that people see.</param>
/// <param name="Version">1 when it is added, raised by one at each update.</param>
public sealed record StoredRun(RunRecord Record, long Version)
{
    /// <summary>Gets the fence of the lease under which it is or was executed; 0 before its start.</summary>
    public long Fence { get; init; }

    /// <summary>Gets whether every observer was told how it ended.</summary>
    public bool Observed { get; init; }
}
