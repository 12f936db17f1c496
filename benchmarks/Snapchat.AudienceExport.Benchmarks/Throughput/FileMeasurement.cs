using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P6 for the files that DuckDB reads: exports, their readers alone, the rows of ADO.NET, and the floor in turn.</summary>
internal static class FileMeasurement
{
    private const int Warmups = 3;
    private const int Rounds = 7;

    public static async Task<FileResult> RunAsync(Uri server, int profiles)
    {
        using var files = new ProfileFiles(profiles);
        ISegmentSource parquet = ProfileFiles.AsSource(files.Parquet);
        ISegmentSource csv = ProfileFiles.AsSource(files.Csv);
        using HttpClient http = LoopbackClient.Create(server);
        var floor = new PrebuiltBodies(http, Engine.Audience, profiles);
        await using var engine = new Engine(server);

        PairedRounds rounds = await PairedRounds.MeasureAsync(Warmups, Rounds,
            ("floor", floor.PostAsync),
            ("parquet", () => engine.ExportAsync(parquet)),
            ("parquet reader", () => ProfileFiles.ReadAsync(parquet)),
            ("parquet rows", () => ProfileFiles.ReadRowsAsync(files.Parquet)),
            ("csv", () => engine.ExportAsync(csv)),
            ("csv reader", () => ProfileFiles.ReadAsync(csv)));
        return new FileResult(
            rounds.Median("floor"),
            rounds.Median("parquet"),
            rounds.Median("parquet reader"),
            OverAllowed("parquet"),
            rounds.Median("parquet rows"),
            rounds.Ratio("parquet reader", "parquet rows"),
            rounds.Median("csv"),
            rounds.Median("csv reader"),
            OverAllowed("csv"));

        double OverAllowed(string name) => rounds.Median(name) / ((2 * rounds.Median($"{name} reader")) + rounds.Median("floor"));
    }
}
