namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The first export of a process: all of it, its stages, and how long methods were compiled (on all threads), in milliseconds. What the stages leave is registration.</summary>
internal sealed record FreshRun(double Milliseconds, IReadOnlyDictionary<string, double> StagesMs, double CompilationMs);
