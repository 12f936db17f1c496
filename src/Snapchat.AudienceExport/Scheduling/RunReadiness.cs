using Snapchat.AudienceExport.Running;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>Whether the segments of a run are ready.</summary>
/// <param name="MustWait">Whether the run has to wait for them.</param>
/// <param name="Refusal">Why the run is not to be attempted, or null.</param>
internal readonly record struct RunReadiness(bool MustWait, RunEnding? Refusal)
{
    public static RunReadiness Ready => default;

    public static RunReadiness Wait { get; } = new(MustWait: true, Refusal: null);

    public static RunReadiness Skip(RunEnding refusal) => new(MustWait: false, refusal);
}
