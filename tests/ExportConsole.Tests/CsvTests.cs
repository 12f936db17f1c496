using System.Text;
using ExportConsole.Tests.Reference;

namespace ExportConsole.Tests;

/// <summary>Any CSV file: every row is accounted for, and the audience holds exactly what an independent implementation says.</summary>
public class CsvTests
{
    [Theory]
    [InlineData("email,name\na@example.com,\"Anna\"B\nb@example.com,Bo\n")]
    [InlineData("email,name\na@example.com,\"Anna\nb@example.com,Bo\n")]
    public async Task MisplacedQuote_FailsWithOneSentenceAndSendsNothing(string csv)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", csv);
        string audience = file + ".audience";

        ConsoleResult result = await ConsoleProcess.RunAsync("--input", file, "--audience-out", audience);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not well-formed CSV", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(await File.ReadAllTextAsync(audience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task DirtyFile_IsExportedAsTheReferenceSays(int seed)
    {
        byte[] csv = new DirtyCsv(seed).Make(3_000, "e-mail");

        await AssertExportedAsync(csv, "e-mail", new ReferenceExport(csv, "e-mail"));
    }

    [Fact]
    public async Task BundledCustomers_AreExportedAsTheReferenceSays()
    {
        byte[] csv = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "data", "customers.csv"), TestContext.Current.CancellationToken);

        await AssertExportedAsync(csv, "email", new ReferenceExport(csv, "email"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Utf16File_IsExportedAsItsUtf8Twin(bool bigEndian)
    {
        const string Text = "id,email\r\n1,Jürgen@Example.com\r\n2,𐐀@example.com\r\n3, jürgen@example.com\r\n4,";
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] csv = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];

        await AssertExportedAsync(csv, "email", new ReferenceExport(Encoding.UTF8.GetBytes(Text), "email"));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task OtherDelimiter_IsFoundByTheColumn(char delimiter)
    {
        const string Text = "id,email\n1,a@example.com\n2,\n3,b@example.com\n";

        await AssertExportedAsync(Encoding.UTF8.GetBytes(Text.Replace(',', delimiter)), "email", new ReferenceExport(Encoding.UTF8.GetBytes(Text), "email"));
    }

    [Fact]
    public async Task LongRecord_IsRead()
    {
        byte[] csv = Encoding.UTF8.GetBytes($"notes,email\n{new string('n', 3_000_000)},a@example.com\n,b@example.com\n");

        await AssertExportedAsync(csv, "email", new ReferenceExport(csv, "email"));
    }

    [Fact]
    public async Task HeaderOnly_SucceedsWithAWarning()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", folder.Write("empty.csv", "id,email\n"));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("Successful", result.Json().GetProperty("status").GetString());
        Assert.Equal(0, result.Json().GetProperty("requests").GetInt32());
        Assert.Single(result.Json().GetProperty("warnings").EnumerateArray());
        Assert.Equal(0, result.Emails().GetProperty("read").GetInt64());
    }

    [Fact]
    public async Task NoUsableAddress_Fails()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", folder.Write("bad.csv", "id,email\n1,n/a\n2,\n"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Failed", result.Json().GetProperty("status").GetString());
        Assert.NotEmpty(result.Json().GetProperty("problem").GetString()!);
        Assert.Equal(1, result.Emails().GetProperty("refused").GetProperty("MissingAt").GetInt64());
        Assert.Single(result.ErrorLines);
    }

    private static async Task AssertExportedAsync(byte[] csv, string emailField, ReferenceExport expected)
    {
        using var folder = new TemporaryFolder();
        string audienceFile = folder["audience.txt"];

        string input = folder.Write("customers.csv", csv);
        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", input, "--email-field", emailField, "--audience-out", audienceFile);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(expected.Read, result.Emails().GetProperty("read").GetInt64());
        Assert.Equal(expected.Blank, result.Emails().GetProperty("blank").GetInt64());
        Assert.Equal(expected.Refused, result.Refused());
        Assert.Equal(expected.Duplicates, result.Emails().GetProperty("duplicates").GetInt64());
        Assert.Equal(expected.Unique, result.Emails().GetProperty("unique").GetInt64());
        Assert.Equal(expected.Read, expected.Blank + expected.Refused.Values.Sum() + expected.Duplicates + expected.Unique);
        Assert.Equal(expected.AudienceFile, await File.ReadAllTextAsync(audienceFile, TestContext.Current.CancellationToken));
    }
}
