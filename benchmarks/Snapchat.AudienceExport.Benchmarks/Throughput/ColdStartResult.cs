namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What processes take from start to end, in milliseconds: one that does nothing, one that hashes one email, and the difference inside rounds.</summary>
internal sealed record ColdStartResult(double EmptyMs, double HashMs, double DifferenceMs);
