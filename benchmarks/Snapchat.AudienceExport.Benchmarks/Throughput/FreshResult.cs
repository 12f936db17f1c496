namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What the floor and an export take in a process that does nothing else.</summary>
internal sealed record FreshResult(double FloorMs, double EngineMs, double EngineOverFloor);
