namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What became of a target.</summary>
internal enum Outcome
{
    Holds,
    Fails,

    /// <summary>The machine lacks what the target is about, or the library does.</summary>
    NotApplicable,
}
