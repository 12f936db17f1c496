using System.Runtime.Intrinsics;
using BenchmarkDotNet.Environments;
using Snapchat.AudienceExport.Benchmarks.Server;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The targets P1 to P10, measured one after another, each in processes of its own, beside one draining server.</summary>
internal static class Targets
{
    /// <summary>As many as the strings, the bodies and the digests leave room for in the memory of a usual machine.</summary>
    public const int MaxProfiles = 20_000_000;

    private const string NoAvx512 = "DOTNET_EnableAVX512";
    private const int FreshRounds = 5;
    private const int ColdRounds = 15;

    public static async Task<ThroughputReport> MeasureAsync(int profiles, bool aot, Action<string> say)
    {
        var verdicts = new List<Verdict>();
        var details = new SortedDictionary<string, object>(StringComparer.Ordinal);
        await using DrainServerProcess server = await DrainServerProcess.StartAsync();

        say("Hashing …");
        HashingResult widest = await ChildProcess.MeasureAsync<HashingResult>(ChildProgram.Hashing, server.Address, profiles);
        details["hashing"] = widest;
        verdicts.AddRange(await HashingVerdictsAsync(widest, server.Address, profiles, details));

        say("Exporting in a warm process …");
        ExportResult export = await ChildProcess.MeasureAsync<ExportResult>(ChildProgram.Export, server.Address, profiles);
        details["export"] = export;
        verdicts.Add(Verdict.AtMost("P5", "warm export / floor", 2.0, export.EngineOverFloor, "×", $"{export.EngineMs:0} ms / {export.FloorMs:0} ms"));
        verdicts.Add(Verdict.AtLeast("P5", "idiomatic exporter / warm export", 8, export.IdiomaticOverEngine, "×", $"{export.IdiomaticMs:0} ms / {export.EngineMs:0} ms"));

        say("Exporting in fresh processes …");
        FreshResult fresh = await FreshAsync(server.Address, profiles);
        details["fresh"] = fresh;
        verdicts.Add(Verdict.AtMost("P5", "fresh export / floor in a fresh process", 2.5, fresh.EngineOverFloor, "×", $"{fresh.EngineMs:0} ms / {fresh.FloorMs:0} ms"));
        verdicts.Add(Verdict.NotApplicable("P5", "the same with the file store", "printed", "no file store yet"));
        verdicts.Add(Verdict.AtMost("P6", "export from CSV / (2 × its reader + floor)", 1, export.CsvOverAllowed, "×", $"{export.CsvMs:0} ms; reader {export.CsvReaderMs:0} ms"));
        verdicts.Add(Verdict.NotApplicable("P6", "export from Parquet", "≤ 1 ×", "no DuckDB source yet"));
        verdicts.Add(Verdict.NotApplicable("P7", "mirror run with 1 % changed / full send", "≤ 0.6 ×", "no mirror mode yet"));

        say("Counting allocations …");
        AllocationResult allocation = await ChildProcess.MeasureAsync<AllocationResult>(ChildProgram.Allocation, server.Address, profiles);
        details["allocation"] = allocation;
        double megabytesPerMillion = allocation.SecondRunBytes / (double)profiles;
        verdicts.Add(Verdict.AtMost("P8", "allocated by the second run, per million profiles", 2, megabytesPerMillion, "MB", $"{megabytesPerMillion:0.##} bytes per profile: no object each; first run {allocation.FirstRunBytes / 1e6:0} MB"));
        verdicts.Add(Verdict.NotApplicable("P9", "100 M profiles with the file store", "≤ 2 ×, ≤ 600 MB", "no file store yet"));

        say("Starting cold …");
        PairedRounds cold = await PairedRounds.MeasureAsync(2, ColdRounds, 
            ("empty", () => ChildProcess.RunAsync(ColdStart.EmptyCommand)),
            ("hash", () => ChildProcess.RunAsync(ColdStart.HashCommand)));
        details["coldStart"] = new { EmptyMs = cold.Median("empty"), HashMs = cold.Median("hash") };
        verdicts.Add(Verdict.AtMost("P10", "one email hashed in a fresh process, over an empty one", 30, cold.Difference("hash", "empty"), "ms", $"{cold.Median("hash"):0} ms − {cold.Median("empty"):0} ms"));
        verdicts.Add(aot ? await AotProgram.MeasureAsync(server.Address, say) : Verdict.NotApplicable(AotProgram.Number, AotProgram.What, AotProgram.Target, "asked for with --aot"));
        return new ThroughputReport([.. HostEnvironmentInfo.GetCurrent().ToFormattedString()], profiles, verdicts, details);
    }

    private static async Task<IReadOnlyList<Verdict>> HashingVerdictsAsync(HashingResult widest, Uri server, int profiles, SortedDictionary<string, object> details)
    {
        const string P1 = "hash a column, AVX-512: platform call / this";
        const string P2 = "hash a column, AVX2: platform call / this";
        var verdicts = new List<Verdict>();
        HashingResult avx2 = widest;
        if (Vector512.IsHardwareAccelerated)
        {
            verdicts.Add(Verdict.AtLeast("P1", P1, 18, widest.PlatformOverColumn, "×", $"{widest.PlatformNs:0} ns / {widest.ColumnNs:0.0} ns per email"));
            verdicts.Add(Verdict.AtMost("P1", "the same: this / compression only", 1.8, widest.ColumnOverCompression, "×", $"{widest.ColumnNs:0.0} ns / {widest.CompressionNs:0.0} ns"));
            avx2 = await ChildProcess.MeasureAsync<HashingResult>(ChildProgram.Hashing, server, profiles, NoAvx512);
            details["hashingWithoutAvx512"] = avx2;
        }
        else
        {
            verdicts.Add(Verdict.NotApplicable("P1", P1, "≥ 18 ×", "no AVX-512"));
        }

        verdicts.Add(Vector256.IsHardwareAccelerated
            ? Verdict.AtLeast("P2", P2, 7, avx2.PlatformOverColumn, "×", $"{avx2.PlatformNs:0} ns / {avx2.ColumnNs:0.0} ns per email")
            : Verdict.NotApplicable("P2", P2, "≥ 7 ×", "no AVX2"));
        verdicts.Add(Verdict.AtMost("P3", "strings / UTF-8", 1.3, widest.StringsOverColumn, "×", $"{widest.StringsNs:0.0} ns / {widest.ColumnNs:0.0} ns"));
        verdicts.Add(Verdict.AtMost("P4", "mixed reality / clean", 1.5, widest.MixedOverColumn, "×", $"{widest.MixedNs:0.0} ns / {widest.ColumnNs:0.0} ns"));
        return verdicts;
    }

    private static async Task<FreshResult> FreshAsync(Uri server, int profiles)
    {
        var floors = new List<double>();
        var engines = new List<double>();
        for (int round = 0; round < FreshRounds; round++)
        {
            floors.Add(await ChildProcess.MeasureAsync<double>(ChildProgram.FreshFloor, server, profiles));
            engines.Add(await ChildProcess.MeasureAsync<double>(ChildProgram.FreshEngine, server, profiles));
        }

        double ratio = PairedRounds.MedianOf(engines.Zip(floors, static (engine, floor) => engine / floor));
        return new FreshResult(PairedRounds.MedianOf(floors), PairedRounds.MedianOf(engines), ratio);
    }
}
