using System.Globalization;
using DuckDB.NET.Data;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>One in-memory database for one call: it reads files, holds no tables, installs and loads nothing, and writes nothing.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly QueryInterruption _interruption;
    private readonly CancellationToken _cancellationToken;

    private DuckDbSession(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _cancellationToken = cancellationToken;
        _interruption = new QueryInterruption(connection.NativeConnection, cancellationToken);
    }

    /// <summary>Opens a database whose queries end when they are canceled.</summary>
    public static DuckDbSession Open(DuckDbSegmentOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = new DuckDBConnectionStringBuilder
        {
            DataSource = DuckDBConnectionStringBuilder.InMemoryDataSource,
            AutoinstallKnownExtensions = false,
            AutoloadKnownExtensions = false,
            AllowCommunityExtensions = false,
            AllowPersistentSecrets = false,
            MemoryLimit = string.Create(CultureInfo.InvariantCulture, $"{options.MemoryLimitBytes}B"),
            Threads = Environment.ProcessorCount,
        };
        var connection = new DuckDBConnection(settings.ConnectionString);
        try
        {
            connection.Open();

            // An empty value in the connection string would leave DuckDB's own default, a folder in the working directory.
            Execute(connection, $"SET temp_directory = '{options.TempDirectory?.Replace("'", "''", StringComparison.Ordinal)}'");
            Execute(connection, "SET lock_configuration = true");
            return new DuckDbSession(connection, cancellationToken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns the columns of a segment; no row is read.</summary>
    /// <exception cref="SegmentSourceException">The segment cannot be read.</exception>
    public IReadOnlyList<SegmentColumn> Describe(SegmentDefinition segment) => Try(segment, () =>
    {
        string sql = segment.Sql();
        SingleStatement.Require(_connection, segment, sql);
        using DuckDBDataReader reader = Query($"DESCRIBE SELECT * FROM (\n{sql}\n)");
        List<SegmentColumn> columns = [];
        while (reader.Read())
            columns.Add(new SegmentColumn(columns.Count, reader.GetString(0), reader.GetString(1)));
        return columns;
    });

    /// <summary>Counts the members of a segment.</summary>
    /// <exception cref="SegmentSourceException">The segment cannot be read.</exception>
    public long Count(SegmentDefinition segment) => Try(segment, () =>
    {
        string sql = segment.Sql();
        SingleStatement.Require(_connection, segment, sql);
        using DuckDBDataReader reader = Query($"SELECT count(*) FROM (\n{sql}\n)");
        reader.Read();
        return reader.GetInt64(0);
    });

    /// <summary>Starts to read columns of a segment, of all that <see cref="Describe"/> found.</summary>
    /// <exception cref="SegmentSourceException">The segment cannot be read.</exception>
    public VectorReader Read(SegmentDefinition segment, IReadOnlyList<SegmentColumn> all, IReadOnlyList<SegmentColumn> wanted, int? limit = null) => Try(segment, () =>
    {
        string names = string.Join(", ", all.Select(static column => column.Alias));
        string values = string.Join(", ", wanted.Select(static column => column.Expression));
        string sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {values} FROM (\n{segment.Sql()}\n) AS segment({names}){(limit is null ? "" : $" LIMIT {limit}")}");
        return new VectorReader(_connection.NativeConnection, sql, wanted.Count);
    });

    /// <summary>Runs a step of reading a segment, and translates what DuckDB says of it.</summary>
    public T Try<T>(SegmentDefinition segment, Func<T> step)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is DuckDBException or DuckDbReadException)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            throw DuckDbProblem.Translate(segment, exception);
        }
    }

    public void Dispose()
    {
        _interruption.Dispose();
        _connection.Dispose();
    }

    private DuckDBDataReader Query(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
