using System.Diagnostics;
using Snapchat.AudienceExport.Benchmarks.Data;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>The most memory of a process that exports a Parquet file, in bytes: managed, DuckDB's, and the pages of the file that are in it.</summary>
internal static class FileMemoryMeasurement
{
    // The digests of a million profiles fill it; beyond it they go to encrypted files.
    private const long CollectingBudget = 32L << 20;

    public static async Task<long> RunAsync(Uri server, int profiles)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("profiles-");
        try
        {
            // Written by another process, so that this one's memory is that of the export.
            string file = await ChildProcess.MeasureAsync<string>(ChildProgram.WriteParquet, new Uri(folder.FullName), profiles);
            await using var engine = new Engine(server, static options => options.CollectingMemoryBudget = CollectingBudget);
            await engine.ExportAsync(ProfileFiles.AsSource(file));
            return Process.GetCurrentProcess().PeakWorkingSet64;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <returns>Its path.</returns>
    public static string WriteParquet(Uri folder, int profiles)
    {
        ProfileFiles.Write(folder.LocalPath, profiles, withCsv: false);
        return ProfileFiles.ParquetIn(folder.LocalPath);
    }
}
