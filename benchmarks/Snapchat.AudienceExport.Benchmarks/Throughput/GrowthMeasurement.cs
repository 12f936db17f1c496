using System.Diagnostics;
using System.Globalization;
using Snapchat.AudienceExport.Benchmarks.Data;
using Snapchat.AudienceExport.Benchmarks.Server;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>P9: how time and memory grow with the number of profiles, with the file store.</summary>
internal static class GrowthMeasurement
{
    private const int Few = 1_000_000;

    // Spilled twice at most, planned and kept: four times 32 bytes, and room to spare.
    private const long DiskBytesPerProfile = 160;

    private const string Counters = "/proc/self/io";
    private const string Written = "write_bytes: ";

    /// <summary>Measures a million profiles and more, each in a process of its own.</summary>
    /// <exception cref="IOException">The disk has too little room.</exception>
    public static async Task<IReadOnlyList<Verdict>> CompareAsync(int profiles, Action<string> say)
    {
        long free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        long needed = profiles * DiskBytesPerProfile;
        if (free < needed)
            throw new IOException($"The folder for temporary files has {free / 1e9:0.0} GB left, and {profiles} profiles may take {needed / 1e9:0.0} GB: free space, or let TMPDIR name another folder.");
        await using DrainServerProcess server = await DrainServerProcess.StartAsync(ServerKind.Kestrel);
        say("Exporting a million …");
        GrowthResult few = await ChildProcess.MeasureAsync<GrowthResult>(ChildProgram.Growth, server.Address, Few);
        say(string.Create(CultureInfo.InvariantCulture, $"Exporting {profiles:N0} …"));
        GrowthResult many = await ChildProcess.MeasureAsync<GrowthResult>(ChildProgram.Growth, server.Address, profiles);
        return Targets.Judge(profiles, few, many);
    }

    public static async Task<GrowthResult> RunAsync(Uri server, int profiles)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("growth-");
        try
        {
            await using var engine = new Engine(server, options => options.CollectingFolder = folder.FullName, Path.Combine(folder.FullName, "state"));
            long start = Stopwatch.GetTimestamp();
            await engine.ExportAsync(new StreamedSource(profiles));
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            using var process = Process.GetCurrentProcess();
            return new GrowthResult(elapsed.TotalSeconds, elapsed.TotalNanoseconds / profiles, process.PeakWorkingSet64, WrittenBytes());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long? WrittenBytes() => File.Exists(Counters)
        ? long.Parse(File.ReadLines(Counters).First(static line => line.StartsWith(Written, StringComparison.Ordinal)).AsSpan(Written.Length), CultureInfo.InvariantCulture)
        : null;
}
