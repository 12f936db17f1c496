namespace Snapchat.AudienceExport.Running;

/// <summary>What the parts of one process tell each other about runs.</summary>
internal sealed class RunSignals(TimeProvider timeProvider)
{
    /// <summary>Gets the signal that a run may be waiting to start.</summary>
    public Signal Queued { get; } = new(timeProvider);

    /// <summary>Gets the signal that people may be waiting to be removed from an audience.</summary>
    public Signal Erasures { get; } = new(timeProvider);

    /// <summary>Gets the signal that a run ended.</summary>
    public Signal Ended { get; } = new(timeProvider);
}
