using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>Files of five columns with distinct invented addresses, the same in each format, gone when they are disposed.</summary>
internal sealed class ProfileFiles : IDisposable
{
    private const string EmailField = "email";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("profiles-");

    public ProfileFiles(int profiles) => Write(_folder.FullName, profiles, withCsv: true);

    public string Parquet => ParquetIn(_folder.FullName);

    public string Csv => Path.Combine(_folder.FullName, "profiles.csv");

    public static string ParquetIn(string folder) => Path.Combine(folder, "profiles.parquet");

    /// <summary>Writes the files into a folder.</summary>
    public static void Write(string folder, int profiles, bool withCsv)
    {
        using var connection = new DuckDBConnection(DuckDBConnectionStringBuilder.InMemoryConnectionString);
        connection.Open();
        string rows = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT i AS id, 'Anna' AS first_name, 'Anna.M' || (hash(i) % 100000) || '.' || i || '@Example.com' AS email, 'Kyoto, JP' AS city, DATE '2026-01-01' + (i % 28)::INTEGER AS joined FROM range({profiles}) t(i)");
        Copy(connection, rows, ParquetIn(folder), "FORMAT parquet");
        if (withCsv)
            Copy(connection, rows, Path.Combine(folder, "profiles.csv"), "FORMAT csv, HEADER");
    }

    /// <summary>One file as the one segment of a source. Members are not counted, which would read a CSV file twice.</summary>
    public static ISegmentSource AsSource(string file) => DuckDbSegments.Create(options => options.File(SegmentSource.SingleSegment.Value, file).CountMembers = false);

    /// <summary>What reading costs alone: every chunk that an export would get, given back at once.</summary>
    public static async Task ReadAsync(ISegmentSource source)
    {
        long rows = 0;
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(SegmentSource.SingleSegment, [EmailField])))
        {
            rows += chunk.Count;
            chunk.Dispose();
        }

        if (rows == 0)
            throw new InvalidOperationException("The file has no profiles.");
    }

    /// <summary>What reading a Parquet file costs with the rows of ADO.NET, a string each.</summary>
    public static async Task ReadRowsAsync(string parquet)
    {
        await using var connection = new DuckDBConnection(DuckDBConnectionStringBuilder.InMemoryConnectionString);
        await connection.OpenAsync();
        await using DuckDBCommand command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"SELECT {EmailField} FROM read_parquet('{parquet}')";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        long characters = 0;
        while (await reader.ReadAsync())
            characters += reader.GetString(0).Length;
        if (characters == 0)
            throw new InvalidOperationException("The file has no profiles.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Copy(DuckDBConnection connection, string rows, string file, string format)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY ({rows}) TO '{file}' ({format})";
        command.ExecuteNonQuery();
    }
}
