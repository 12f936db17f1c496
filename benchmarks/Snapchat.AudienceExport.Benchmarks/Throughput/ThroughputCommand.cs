using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The command <c>throughput</c>: measures the targets, prints what holds, and ends with 1 if something does not.</summary>
internal static class ThroughputCommand
{
    public const string Name = "throughput";

    // As many as the strings, bodies and digests leave room for in the memory of a usual machine. Beyond it, only growth is measured.
    private const int MaxInMemory = 20_000_000;
    private const int MaxProfiles = 1_000_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Task<int> RunAsync(string[] args)
    {
        var profiles = new Option<int>("--profiles") { Description = $"The number of profiles; above {MaxInMemory}, the growth of time and memory is measured alone (P9).", DefaultValueFactory = static _ => 1_000_000 };
        profiles.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxProfiles)
                result.AddError($"--profiles takes 1 to {MaxProfiles}.");
        });
        var file = new Option<FileInfo?>("--json") { Description = "Writes the results to this file too." };
        var command = new RootCommand("Measures the targets and says which hold.") { profiles, file };
        command.SetAction((result, _) => result.GetValue(profiles) > MaxInMemory ? GrowAsync(result.GetValue(profiles)) : RunAsync(result.GetValue(profiles), result.GetValue(file)));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(int profiles, FileInfo? file)
    {
        ThroughputReport report = await Measurements.TakeAsync(profiles, static text => Console.Error.WriteLine(text));
        VerdictTable.Write(AnsiConsole.Console, report);
        if (file is not null)
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, Json) + "\n");
        return report.Verdicts.Any(static verdict => verdict.Outcome == Outcome.Fails) ? 1 : 0;
    }

    private static async Task<int> GrowAsync(int profiles)
    {
        IReadOnlyList<Verdict> verdicts = await GrowthMeasurement.CompareAsync(profiles, static text => Console.Error.WriteLine(text));
        VerdictTable.Write(AnsiConsole.Console, verdicts);
        return verdicts.Any(static verdict => verdict.Outcome == Outcome.Fails) ? 1 : 0;
    }
}
