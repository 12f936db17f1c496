namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What became of a target.</summary>
internal enum Outcome
{
    Holds,
    Fails,

    /// <summary>There is no target, or the machine or the library lacks what it is about.</summary>
    NotApplicable,
}
