using System.Diagnostics;
using Snapchat.AudienceExport.Benchmarks.Baselines;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P5 and P6 in a warm process: the engine, the floor and the idiomatic exporter in turn, to the same server.</summary>
internal static class ExportMeasurement
{
    private const int Warmups = 4;
    private const int Rounds = 9;

    public static async Task<ExportResult> RunAsync(Uri server, int profiles)
    {
        EmailColumn emails = CleanEmails.Generate(profiles);
        string[] strings = emails.ToStrings();
        var source = new ColumnSource(emails);
        var csv = new CsvEmails(strings);
        using HttpClient http = LoopbackClient.Create(server);
        var floor = new PrebuiltBodies(http, Engine.Audience, profiles);
        var idiomatic = new IdiomaticExporter(http);
        await using var engine = new Engine(server);
        var stages = new StageTimes();

        PairedRounds rounds = await PairedRounds.MeasureAsync(Warmups, Rounds,
            ("floor", floor.PostAsync),
            ("engine", () => engine.ExportAsync(source, stages)),
            ("idiomatic", () => idiomatic.ExportAsync(strings, Engine.Audience)),
            ("csv", () => engine.ExportAsync(csv.AsSource())),
            ("csv reader", csv.ReadAsync));
        return new ExportResult(
            rounds.Median("floor"),
            rounds.Median("engine"),
            rounds.Median("idiomatic"),
            rounds.Median("csv"),
            rounds.Median("csv reader"),
            rounds.Ratio("engine", "floor"),
            rounds.Ratio("idiomatic", "engine"),
            rounds.Median("csv") / ((2 * rounds.Median("csv reader")) + rounds.Median("floor")),
            stages.Medians(Rounds),
            await StepMeasurement.RunAsync(source),
            Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
    }
}
