using System.Globalization;
using System.Text.Json;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>A measurement that needs a process of its own: <c>child NAME SERVER PROFILES</c> prints its result as JSON.</summary>
internal static class ChildProgram
{
    public const string Command = "child";
    public const string Hashing = "hashing";
    public const string Export = "export";
    public const string Files = "files";
    public const string FileMemory = "file-memory";
    public const string WriteParquet = "write-parquet";
    public const string Store = "store";
    public const string Growth = "growth";
    public const string Allocation = "allocation";
    public const string FreshFloor = "fresh-floor";
    public const string FreshEngine = "fresh-engine";

    public static async Task<int> RunAsync(string name, Uri server, string profiles)
    {
        LeaveWithParent();
        int count = int.Parse(profiles, CultureInfo.InvariantCulture);
        object result = name switch
        {
            Hashing => await HashingMeasurement.RunAsync(count),
            Export => await ExportMeasurement.RunAsync(server, count),
            Files => await FileMeasurement.RunAsync(server, count),
            FileMemory => await FileMemoryMeasurement.RunAsync(server, count),
            WriteParquet => FileMemoryMeasurement.WriteParquet(server, count),
            Store => await StoreMeasurement.RunAsync(server, count),
            Growth => await GrowthMeasurement.RunAsync(server, count),
            Allocation => await AllocationMeasurement.RunAsync(server, count),
            FreshFloor => await FreshMeasurement.FloorAsync(server, count),
            FreshEngine => await FreshMeasurement.EngineAsync(server, count),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such measurement."),
        };
        Console.Out.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }

    /// <summary>Ends the process when standard input ends, as it does when the parent has ended, however that came about.</summary>
    private static void LeaveWithParent() => new Thread(static () =>
    {
        Console.In.ReadToEnd();
        Environment.Exit(1);
    })
    { IsBackground = true }.Start();
}
