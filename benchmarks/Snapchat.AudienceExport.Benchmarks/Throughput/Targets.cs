using System.Globalization;
using System.Runtime.Intrinsics;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The targets P1 to P10, and what a report says of them.</summary>
internal static class Targets
{
    public static IReadOnlyList<Verdict> Judge(ThroughputReport report) => [.. Hashing(report), .. Exports(report), .. Footprint(report)];

    /// <summary>Judges P9: what very many profiles take, beside a million.</summary>
    public static IReadOnlyList<Verdict> Judge(int profiles, GrowthResult few, GrowthResult many)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{profiles:N0} profiles with the file store");
        double ratio = many.NanosecondsPerProfile / few.NanosecondsPerProfile;
        return
        [
            Verdict.AtMost("P9", $"{what}: time per profile / that of a million", 2, ratio, "×", $"{many.NanosecondsPerProfile:0} ns / {few.NanosecondsPerProfile:0} ns"),
            Verdict.AtMost("P9", $"{what}: peak resident memory", 600, many.PeakBytes / 1e6, "MB", $"of a million {few.PeakBytes / 1e6:0} MB"),
            Verdict.Informative("P9", $"{what}: written to disk", many.WrittenBytes is { } bytes ? $"{bytes / 1e6 / many.Seconds:0} MB/s, {bytes / 1e6:0} MB" : "not told by this system"),
        ];
    }

    private static IEnumerable<Verdict> Hashing(ThroughputReport report)
    {
        const string Column512 = "hash a column, AVX-512: platform's call / ours";
        const string Column256 = "hash a column, AVX2: platform's call / ours";
        HashingResult widest = report.Hashing;
        if (report.HashingWithoutAvx512 is null)
        {
            yield return Verdict.NotApplicable("P1", Column512, "≥ 18 ×", ": this processor has no AVX-512");
        }
        else
        {
            yield return Verdict.AtLeast("P1", Column512, 18, widest.PlatformOverColumn, "×", $"{widest.PlatformNs:0} ns / {widest.ColumnNs:0.0} ns per email");
            yield return Verdict.AtMost("P1", "the same: ours / compression alone", 1.8, widest.ColumnOverCompression, "×", $"{widest.ColumnNs:0.0} ns / {widest.CompressionNs:0.0} ns");
        }

        HashingResult narrower = report.HashingWithoutAvx512 ?? widest;
        yield return Vector256.IsHardwareAccelerated
            ? Verdict.AtLeast("P2", Column256, 7, narrower.PlatformOverColumn, "×", $"{narrower.PlatformNs:0} ns / {narrower.ColumnNs:0.0} ns per email")
            : Verdict.NotApplicable("P2", Column256, "≥ 7 ×", ": this processor has no AVX2");
        yield return Verdict.AtMost("P3", "hash strings / UTF-8", 1.3, widest.StringsOverColumn, "×", $"{widest.StringsNs:0.0} ns / {widest.ColumnNs:0.0} ns");
        yield return Verdict.AtMost("P4", "hash mixed reality / clean", 1.5, widest.MixedOverColumn, "×", $"{widest.MixedNs:0.0} ns / {widest.ColumnNs:0.0} ns");
    }

    private static IEnumerable<Verdict> Exports(ThroughputReport report)
    {
        ExportResult warm = report.Export;
        ExportResult sockets = report.ExportToSockets;
        yield return Verdict.AtMost("P5", "warm: export / floor", 2, warm.EngineOverFloor, "×", $"{warm.EngineMs:0} ms / {warm.FloorMs:0} ms");
        yield return Verdict.AtLeast("P5", "warm: idiomatic exporter / export", 8, warm.IdiomaticOverEngine, "×", $"{warm.IdiomaticMs:0} ms / {warm.EngineMs:0} ms");
        yield return Verdict.AtMost("P5", "fresh process: export / floor", 2.5, report.Fresh.EngineOverFloor, "×", $"{report.Fresh.EngineMs:0} ms / {report.Fresh.FloorMs:0} ms");
        yield return Verdict.Informative("P5", "warm, to a server of bare sockets: export / floor", $"{sockets.EngineOverFloor:0.##} × ({sockets.EngineMs:0} ms / {sockets.FloorMs:0} ms)");
        StoreResult store = report.Store;
        yield return Verdict.Informative("P5", "warm, with the file store: export / floor", $"{store.FullOverFloor:0.##} × ({store.FullMs:0} ms / {store.FloorMs:0} ms)");
        yield return Verdict.AtMost("P6", "CSV of 5 columns: export / (2 × its reader + floor)", 1, warm.CsvOverAllowed, "×", $"{warm.CsvMs:0} ms; the reader alone {warm.CsvReaderMs:0} ms");
        FileResult files = report.Files;
        yield return Verdict.AtMost("P6", "the same CSV through DuckDB", 1, files.CsvOverAllowed, "×", $"{files.CsvMs:0} ms; the reader alone {files.CsvReaderMs:0} ms");
        yield return Verdict.AtMost("P6", "Parquet through DuckDB", 1, files.ParquetOverAllowed, "×", $"{files.ParquetMs:0} ms; the reader alone {files.ParquetReaderMs:0} ms");
        yield return Verdict.AtMost("P6", "Parquet: read from vectors / from rows of ADO.NET", 1, files.ParquetReaderOverRows, "×", $"{files.ParquetReaderMs:0} ms / {files.ParquetRowsMs:0} ms");
        yield return Verdict.AtMost("P6", "Parquet: memory with ten times the profiles", 1.3, (double)report.LargeFileMemoryBytes / report.FileMemoryBytes, "×", $"{report.LargeFileMemoryBytes / 1e6:0} MB / {report.FileMemoryBytes / 1e6:0} MB");
        yield return Verdict.AtMost(
            "P7", "mirror run with 1 % changed / full send", 0.6, store.MirrorOverFull, "×", $"{store.MirrorMs:0} ms / {store.FullMs:0} ms; {store.Changed} identifiers sent, no others");
    }

    private static IEnumerable<Verdict> Footprint(ThroughputReport report)
    {
        double bytesPerProfile = report.Allocation.SecondRunBytes / (double)report.Profiles;
        string allocated = $"{bytesPerProfile:0.##} bytes per profile: no object each; the first run {report.Allocation.FirstRunBytes / 1e6:0} MB";
        yield return Verdict.AtMost("P8", "allocated by a second run, per million profiles", 2, bytesPerProfile, "MB", allocated);
        yield return Verdict.NotApplicable("P9", "100 million profiles with the file store", "≤ 2 ×, ≤ 600 MB", $": a command of its own, {ThroughputCommand.Name} --profiles 100000000");
        ColdStartResult cold = report.ColdStart;
        yield return Verdict.AtMost("P10", "fresh process: one email hashed, over an empty one", 30, cold.DifferenceMs, "ms", $"{cold.HashMs:0} ms − {cold.EmptyMs:0} ms");
        yield return report.AotBytes is { } bytes
            ? Verdict.AtMost("P10", "stripped AOT program that does one export", 15, bytes / 1e6, "MB", "and it ran")
            : Verdict.NotApplicable("P10", "stripped AOT program that does one export", "≤ 15 MB", ": it could not be compiled here, which needs a C compiler");
    }
}
