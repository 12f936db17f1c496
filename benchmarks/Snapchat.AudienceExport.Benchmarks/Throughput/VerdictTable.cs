using System.Globalization;
using Spectre.Console;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>Prints the verdicts as a Markdown table, with what they depend on above and where the time of an export goes below.</summary>
internal static class VerdictTable
{
    private const int Width = 200;

    public static void Write(IAnsiConsole console, ThroughputReport report)
    {
        // Wide, so that the table stays one also where output is a file.
        console.Profile.Width = Width;
        console.WriteLine("```");
        foreach (string line in report.Machine)
            console.WriteLine(line);
        console.WriteLine("```");
        console.WriteLine();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Profiles:N0} profiles; medians of interleaved rounds."));
        console.WriteLine();
        Write(console, report.Verdicts);
        WriteTimes(console, "Stages of a warm export", report.Export.StagesMs);
        WriteTimes(console, "Stages of a fresh export", report.Fresh.StagesMs);
        WriteTimes(console, "Compilation in a fresh export", new Dictionary<string, double>(StringComparer.Ordinal) { ["all threads"] = report.Fresh.CompilationMs });
        WriteTimes(console, "Steps by themselves", report.Export.StepsMs);
    }

    /// <summary>Prints some verdicts alone.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<Verdict> verdicts)
    {
        console.Profile.Width = Width;
        var table = new Table { Border = TableBorder.Markdown };
        table.AddColumns("#", "what", "target", "measured", "holds", "margin");
        foreach (Verdict verdict in verdicts)
            table.AddRow([.. Cells(verdict).Select(static cell => new Text(cell))]);
        console.Write(table);
    }

    private static string[] Cells(Verdict verdict) =>
    [
        verdict.Number,
        verdict.What,
        verdict.Target,
        verdict.Measured,
        verdict.Outcome switch { Outcome.Holds => "yes", Outcome.Fails => "NO", _ => "–" },
        verdict.Margin is { } margin ? margin.ToString("+0 %;−0 %", CultureInfo.InvariantCulture) : "",
    ];

    private static void WriteTimes(IAnsiConsole console, string what, IReadOnlyDictionary<string, double> milliseconds)
    {
        IEnumerable<string> times = milliseconds.Select(static time => string.Create(CultureInfo.InvariantCulture, $"{time.Key} {time.Value:0.0}"));
        console.WriteLine($"{what}, ms: {string.Join("; ", times)}.");
    }
}
