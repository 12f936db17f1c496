using Snapchat.AudienceExport.Client;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Open as long as a lease that is not renewed certainly outlasts an attempt, on this process's own monotonic clock.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="audience">What the lease is on.</param>
/// <param name="askedAt">The timestamp from before the lease was acquired.</param>
/// <param name="open">How long attempts may start from then on.</param>
internal sealed class LeaseGate(TimeProvider timeProvider, AudienceId audience, long askedAt, TimeSpan open) : IAttemptGate
{
    public bool IsOpen => timeProvider.GetElapsedTime(askedAt) < open;

    public ValueTask WaitAsync(CancellationToken cancellationToken) => IsOpen
        ? ValueTask.CompletedTask
        : throw new AudienceExportConcurrencyException($"Audience {audience} could not be cleared in the time it was kept free for that; try again.");
}
