using static Snapchat.AudienceExport.DuckDb.Tests.SourceReading;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>Queries that cannot be run, each refused before a row is read, with what to do about it.</summary>
public sealed class SqlTests : IDisposable
{
    private readonly SegmentFiles _files = new();

    [Theory]
    [InlineData("SELEC email")]
    [InlineData("CREATE TABLE t AS SELECT 'a' AS email")]
    [InlineData("INSERT INTO t VALUES ('a')")]
    [InlineData("DELETE FROM t")]
    [InlineData("COPY (SELECT 'a' AS email) TO '{folder}/written.csv'")]
    [InlineData("SELECT 'a' AS email; SELECT 'b' AS email")]
    [InlineData("SELECT 'a' AS email; -- all of them")]
    [InlineData("SELECT 'a' AS email); COPY (SELECT 1) TO '{folder}/written.csv'; SELECT * FROM (SELECT 'a' AS email")]
    [InlineData("WITH written AS (INSERT INTO t VALUES ('a') RETURNING *) SELECT * FROM written")]
    [InlineData("ATTACH '{folder}/written.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("SET memory_limit = '10GB'")]
    [InlineData("-- nothing")]
    public async Task WhatIsNotOneQueryIsRefused(string sql)
    {
        ISegmentSource source = Query(sql.Replace("{folder}", _files.Folder.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));

        foreach (Func<Task> use in new Func<Task>[] { () => source.ReadAsync("s", "email"), () => source.ListAsync("s"), () => source.GetProfileFieldsAsync(new ProfileFieldQuery(), TestContext.Current.CancellationToken) })
        {
            SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(use);
            Assert.Equal("The SQL of segment 's' is not one query; write one SELECT statement, which may not change anything, and nothing after it.", exception.Message);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_files.Folder));
    }

    [Theory]
    [InlineData("SELECT emial FROM (SELECT 'canary' AS email)", "The SQL names a column 'emial' that does not exist")]
    [InlineData("SELECT * FROM profiles", "The SQL names 'profiles', which does not exist; a file is read as in read_parquet('path')")]
    [InlineData("SELECT nosuch('canary') AS email", "The SQL names 'nosuch', which does not exist")]
    [InlineData("SELECT * FROM read_parquet('nowhere/*.parquet')", "There is no file 'nowhere/*.parquet'; put it there or correct the path.")]
    [InlineData("SELECT * FROM 'nowhere.csv'", "There is no file 'nowhere.csv'")]
    [InlineData("SELECT * FROM read_csv('https://example.com/profiles.csv')", "It needs a DuckDB extension, and none is installed or loaded here")]
    [InlineData("SELECT * FROM read_parquet('s3://bucket/profiles.parquet')", "It needs a DuckDB extension")]
    [InlineData("SELECT ('canary' || range)::INTEGER AS email FROM range(10)", "a value does not fit the type it is read as")]
    [InlineData("SELECT error('canary') AS email", "a value does not fit the type it is read as")]
    [InlineData("SELECT sum(range) AS email, range FROM range(10)", "The SQL does not fit the columns it reads")]
    public async Task ProblemIsSaidInPlainWords(string sql, string expected)
    {
        SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(() => Query(sql).ReadAsync("s", "email"));

        Assert.StartsWith("Segment 's', its SQL: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NumberInARowIsNotTakenForThatOfALine()
    {
        SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(() => Query("SELECT concat('CSV Error on Line: 442079460958, in line ', range, ' 442079460958')::INTEGER AS email FROM range(10)").ReadAsync("s", "email"));

        Assert.EndsWith("or a value does not fit the type it is read as; mend it.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingFieldIsNamedBesideThoseThereAre()
    {
        var exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => Query("SELECT 'a' AS email, 'b' AS name").ReadAsync("s", "mail"));

        Assert.Equal("The source has no field 'mail'; it has 'email', 'name'.", exception.Message);
    }

    [Theory]
    [InlineData("1.5::DOUBLE", "DOUBLE")]
    [InlineData("1.5::DECIMAL(4,1)", "DECIMAL(4,1)")]
    [InlineData("true", "BOOLEAN")]
    [InlineData("DATE '2026-01-01'", "DATE")]
    [InlineData("['a@x.com']", "VARCHAR[]")]
    [InlineData("{'email': 'a@x.com'}", "STRUCT(email VARCHAR)")]
    [InlineData("'{}'::JSON", "JSON")]
    public async Task FieldOfAWrongTypeIsRefused(string value, string type)
    {
        SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(() => Query($"SELECT {value} AS email").ReadAsync("s", "email"));

        Assert.Equal($"Segment 's', its SQL: field 'email' is {type}, which cannot hold an identifier as it was written; make it VARCHAR, or map another field.", exception.Message);
    }

    [Fact]
    public async Task SettingsKeepTheDatabaseWithinItsBounds()
    {
        const string Sql = "SELECT current_setting('temp_directory') AS folder, current_setting('autoinstall_known_extensions') AS install, current_setting('autoload_known_extensions') AS load, "
            + "current_setting('lock_configuration') AS locked, current_setting('memory_limit') AS memory";
        ISegmentSource source = DuckDbSegments.Create(options => options.Segment("s", $"SELECT folder, install::VARCHAR AS install, load::VARCHAR AS load, locked::VARCHAR AS locked, memory FROM ({Sql})").MemoryLimitBytes = 100 << 20);

        Assert.Equal([[""], ["false"], ["false"], ["true"], ["100.0 MiB"]], await source.ReadAsync("s", "folder", "install", "load", "locked", "memory"));
    }

    [Fact]
    public async Task QueryThatNeedsMoreMemoryFailsAndWritesNothing()
    {
        ISegmentSource source = DuckDbSegments.Create(options => options
            .Segment("s", "SELECT 'canary' || range || '@example.com' AS email FROM range(5000000) ORDER BY hash(range)").MemoryLimitBytes = 64 << 20);

        SegmentSourceException exception = await Assert.ThrowsAsync<SegmentSourceException>(() => source.ReadAsync("s", "email"));

        Assert.Contains("needs more memory than MemoryLimitBytes allows", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(".tmp"));
    }

    [Fact]
    public async Task NamedFolderTakesWhatDoesNotFit()
    {
        ISegmentSource source = DuckDbSegments.Create(options =>
        {
            options.Segment("s", "SELECT i::VARCHAR AS email FROM range(3000000) t(i) ORDER BY hash(i)");
            options.MemoryLimitBytes = 64 << 20;
            options.TempDirectory = _files.Folder;
        });

        Assert.Equal(3_000_000, (await source.ReadAsync("s", "email"))[0].Distinct(StringComparer.Ordinal).Count());
    }

    public void Dispose() => _files.Dispose();
}
