namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What whole exports take in a warm process: milliseconds, ratios inside rounds, and where the time of the engine goes.</summary>
internal sealed record ExportResult(
    double FloorMs,
    double EngineMs,
    double IdiomaticMs,
    double CsvMs,
    double CsvReaderMs,
    double EngineOverFloor,
    double IdiomaticOverEngine,
    double CsvOverAllowed,
    IReadOnlyDictionary<string, double> StagesMs,
    IReadOnlyDictionary<string, double> StepsMs,
    double PeakMegabytes);
