using System.Text;
using DuckDB.NET.Data;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>A folder of files for one test, whose name holds everything that has to be quoted.</summary>
internal sealed class SegmentFiles : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("it's a [segment] folder ü").FullName;

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Lets DuckDB write what a query selects, as Parquet, CSV or JSON lines.</summary>
    public string Copy(string name, string query)
    {
        string path = Path.Combine(Folder, name);
        string format = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".parquet" => "FORMAT parquet",
            ".csv" => "FORMAT csv, HEADER",
            _ => "FORMAT json",
        };
        using var connection = new DuckDBConnection(DuckDBConnectionStringBuilder.InMemoryConnectionString);
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY ({query}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' ({format})";
        command.ExecuteNonQuery();
        return path;
    }

    /// <summary>Quotes a path for a query, in which it is a pattern.</summary>
    public static string Quote(string path) => $"'{path.Replace("[", "[[]", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
