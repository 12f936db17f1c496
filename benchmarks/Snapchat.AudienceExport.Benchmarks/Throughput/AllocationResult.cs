namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The bytes that the first and the second run in one process allocated.</summary>
internal sealed record AllocationResult(long FirstRunBytes, long SecondRunBytes);
