namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What hashing costs in one lane: nanoseconds per email, and ratios inside rounds.</summary>
internal sealed record HashingResult(
    string Kernel,
    int Emails,
    double BytesPerEmail,
    double PlatformNs,
    double CompressionNs,
    double ColumnNs,
    double StringsNs,
    double MixedNs,
    double PlatformOverColumn,
    double ColumnOverCompression,
    double StringsOverColumn,
    double MixedOverColumn);
