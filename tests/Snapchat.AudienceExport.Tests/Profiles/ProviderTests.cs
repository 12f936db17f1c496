using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Sylvan.Data.Csv;

namespace Snapchat.AudienceExport.Tests.Profiles;

/// <summary>Real ADO.NET providers.</summary>
public sealed class ProviderTests
{
    private const int Rows = 100_000;

    [Fact]
    public async Task CsvIsReadWithoutAnObjectPerRow()
    {
        var csv = new StringBuilder("id,email,name\n");
        for (int row = 0; row < Rows; row++)
            csv.Append(row).Append(",user").Append(row).Append("@example.com,\"Doe, \"\"J\"\"\"\n");
        string text = csv.ToString();
        ISegmentSource source = Csv(text);

        long allocated = await AllocatedBySecondReadAsync(source);

        // What remains are the buffers of the CSV reader, whatever the number of rows; one small object per row would be 24 bytes.
        Assert.InRange(allocated, 0, Rows);
    }

    [Fact]
    public async Task SqliteIsReadWithOneStringPerRow()
    {
        using SqliteConnection connection = Open();
        Execute(connection, $"CREATE TABLE profiles (email TEXT); WITH RECURSIVE row(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < {Rows}) INSERT INTO profiles SELECT 'user' || i || '@example.com' FROM row");
        ISegmentSource source = Source(connection, "SELECT email FROM profiles");

        long allocated = await AllocatedBySecondReadAsync(source);

        // 23 characters and 22 bytes around them at most; its GetChars would take some 4,000 bytes.
        Assert.InRange(allocated, Rows, 80 * Rows);
    }

    [Fact]
    public async Task CsvKeepsWhatSpreadsheetsWrite()
    {
        const string Text = "Name;E-Mail\r\n\"Doe; \"\"J\"\"\";a@x.com\r\n;\r\n\"two\r\nlines\";\" Ä@x.com \"\r\n";
        ISegmentSource source = Csv(Text);

        Assert.Equal([["a@x.com", "", " Ä@x.com "], ["Doe; \"J\"", "", "two\r\nlines"]], await source.ReadFieldsAsync("e-mail", "Name"));
    }

    [Fact]
    public async Task LongCsvValueIsWhole()
    {
        string[] values = [new('ä', 1023), new('ä', 1024), new('ä', 1025), new('ä', 4096), new('ä', 10_000)];
        ISegmentSource source = Csv("email\n" + string.Join('\n', values));

        Assert.Equal([values], await source.ReadFieldsAsync("email"));
    }

    // SQLite types values, not columns: a column may start with a null and go on with text, bytes and numbers.
    [Fact]
    public async Task SqliteColumnOfMixedTypesIsRead()
    {
        using SqliteConnection connection = Open();
        ISegmentSource source = Source(connection, "SELECT NULL AS email UNION ALL SELECT 'a@x.com' UNION ALL SELECT 12 UNION ALL SELECT CAST('ä@x.com' AS BLOB) UNION ALL SELECT '' UNION ALL SELECT 'b@x.com'");

        Assert.Equal([["", "a@x.com", "12", "ä@x.com", "", "b@x.com"]], await source.ReadFieldsAsync("email"));
    }

    [Fact]
    public async Task SqliteHeaderWithOneNameTwiceIsRefused()
    {
        using SqliteConnection connection = Open();

        var exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => Source(connection, "SELECT 1 AS email, 2 AS email").ReadFieldsAsync("email"));

        Assert.Equal("The source has 2 fields that 'email' may mean, at positions 1, 2; give them different names.", exception.Message);
    }

    private static ISegmentSource Csv(string text) => SegmentSource.FromDbDataReader((_, _) => Task.FromResult<DbDataReader>(CsvDataReader.Create(new StringReader(text))));

    private static ISegmentSource Source(SqliteConnection connection, string sql) => SegmentSource.FromDbDataReader(async (_, cancellationToken) =>
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteReaderAsync(cancellationToken);
    });

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Both providers answer synchronously, so that all of it happens on this thread, whatever other tests do on theirs.
    private static async Task<long> AllocatedBySecondReadAsync(ISegmentSource source)
    {
        await CountAsync(source);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task<int> count = CountAsync(source);
        Assert.True(count.IsCompletedSuccessfully);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Rows, await count);
        return allocated;
    }

    private static async Task<int> CountAsync(ISegmentSource source)
    {
        int rows = 0;
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(SegmentSource.SingleSegment, ["email"]), TestContext.Current.CancellationToken))
        {
            rows += chunk.Count;
            chunk.Dispose();
        }

        return rows;
    }
}
