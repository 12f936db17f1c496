using System.ComponentModel.DataAnnotations;

namespace Snapchat.AudienceExport;

/// <summary>Which segments there are, and what DuckDB may use to read them. Paths and SQL are the developer's: they never come from an end user.</summary>
public sealed class DuckDbSegmentOptions
{
    /// <summary>Gets the segments that are queries: their IDs, and for each one SQL statement that selects the members with their fields.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, string> Segments { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the segments that are files: their IDs and paths, ending in <c>.parquet</c>, <c>.csv</c>, <c>.jsonl</c> or <c>.ndjson</c>.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, string> Files { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets a folder of which each Parquet, CSV or JSON-lines file is a segment, whose ID is the file's name without its extension. It is looked through at each call.</summary>
    /// <value>The default is null: no folder. Files whose names start with <c>.</c> or <c>_</c> are left out; write a file under such a name and rename it when it is whole.</value>
    public string? Folder { get; set; }

    /// <summary>Gets or sets the most memory DuckDB may use for one read.</summary>
    /// <value>64 MiB to 1 TiB, in bytes. The default is 512 MiB.</value>
    [Range(64L << 20, 1L << 40)]
    public long MemoryLimitBytes { get; set; } = 512L << 20;

    /// <summary>
    /// Gets or sets a folder to which DuckDB may write what does not fit into its memory. Such files hold profiles in clear, addresses included, and stay behind if the process is killed:
    /// name an encrypted folder that nobody else can read.
    /// </summary>
    /// <value>The default is null: nothing is written, and a query that needs more than <see cref="MemoryLimitBytes"/> fails and says so.</value>
    public string? TempDirectory { get; set; }

    /// <summary>Gets or sets whether the members are counted when segments are listed. That reads a CSV or JSON-lines file once more; a Parquet file knows its count.</summary>
    /// <value>The default is true.</value>
    public bool CountMembers { get; set; } = true;

    /// <summary>Adds a segment that is a query.</summary>
    /// <param name="id">The ID of the segment.</param>
    /// <param name="sql">One statement that selects the members with their fields, as in <c>SELECT email FROM read_parquet('profiles/*.parquet') WHERE vip</c>.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">There is a query with this ID already.</exception>
    public DuckDbSegmentOptions Segment(string id, string sql)
    {
        Segments.Add(id, sql);
        return this;
    }

    /// <summary>Adds a segment that is a file.</summary>
    /// <param name="id">The ID of the segment.</param>
    /// <param name="path">The path of a file that ends in <c>.parquet</c>, <c>.csv</c>, <c>.jsonl</c> or <c>.ndjson</c>.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">There is a file with this ID already.</exception>
    public DuckDbSegmentOptions File(string id, string path)
    {
        Files.Add(id, path);
        return this;
    }
}
