using System.Text;
using DuckDB.NET.Data;

namespace ExportConsole.Tests;

/// <summary>Files of every kind, queries over them, and every kind of identifier.</summary>
public sealed class InputTests : IDisposable
{
    private const string Query =
        "SELECT 'Anna' || i || '@Example.com' AS email, '020 7946 0' || (100 + i) AS phone, 'AEBE52E7-03EE-455A-B3C4-E572839662' || (10 + i) AS device, sha256('b' || i || '@example.com') AS digest FROM range(50) t(i)";

    private static readonly string[] AllKinds =
        ["--email-field", "email", "--email-field", "digest", "--hashed", "digest", "--phone-field", "phone", "--region", "gb", "--mobile-id-field", "device"];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("people.parquet")]
    [InlineData("people.csv")]
    [InlineData("people.jsonl")]
    [InlineData("PEOPLE.Parquet")]
    public async Task EveryFile_IsReadWithAllKinds(string name)
    {
        ConsoleResult result = await ConsoleProcess.RunAsync(["--json", "--input", Copy(name), "--audience-out", _folder["audience.txt"], .. AllKinds]);

        await AssertAllAsync(result);
    }

    [Fact]
    public async Task Sql_IsAQueryOverFiles()
    {
        string sql = $"SELECT * FROM read_parquet('{Copy("a.parquet")}') WHERE email < 'B'";

        ConsoleResult result = await ConsoleProcess.RunAsync(["--json", "--sql", sql, "--audience-out", _folder["audience.txt"], .. AllKinds]);

        await AssertAllAsync(result);
    }

    [Fact]
    public async Task Counts_AreShownPerKind()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync(["--input", Copy("people.parquet"), .. AllKinds]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(["Emails", "Phone numbers", "Mobile advertising IDs"], title => Assert.Contains(title, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PhonesWithoutRegion_AreRefusedByReason()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", Copy("people.parquet"), "--phone-field", "phone");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(50, Count(result, "email", "accepted"));
        Assert.Equal((0, 50), (Count(result, "phone", "accepted"), result.Json().GetProperty("identifiers").GetProperty("phone").GetProperty("refused").GetProperty("MissingCountryCode").GetInt64()));
    }

    [Fact]
    public async Task DigestsThatAreNotDeclared_AreRefused_AndPlainValuesThatAreDeclaredToo()
    {
        string file = Copy("people.parquet");

        ConsoleResult undeclared = await ConsoleProcess.RunAsync("--json", "--input", file, "--email-field", "digest");
        ConsoleResult declared = await ConsoleProcess.RunAsync("--json", "--input", file, "--hashed", "email");

        Assert.Equal([1, 1], [undeclared.ExitCode, declared.ExitCode]);
        Assert.Equal([("AlreadyHashed", 50L)], undeclared.Refused().Select(reason => (reason.Key, reason.Value)));
        Assert.Equal(50, declared.Refused().Values.Sum());
        Assert.DoesNotContain("example.com", declared.Output + declared.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WithoutAnEmailColumn_OtherKindsGoAlone()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--sql", "SELECT '+44 20 7946 0101' AS phone", "--phone-field", "phone");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["phone"], result.Json().GetProperty("identifiers").EnumerateObject().Select(kind => kind.Name));
    }

    [Theory]
    [InlineData("broken.parquet", "PAR1 canary@example.com", 2)]
    [InlineData("broken.jsonl", "{\"email\":\"canary@example.com\"}\ncanary", 2)]
    [InlineData("unclosed.csv", "email,name\n\"canary@example.com,x\n", 1)]
    public async Task BrokenFile_IsOneSentenceWithoutItsValues(string name, string text, int exitCode)
    {
        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", _folder.Write(name, text), "--audience-out", _folder["audience.txt"]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.DoesNotContain("canary", result.Output + result.Error, StringComparison.Ordinal);
        Assert.True(new FileInfo(_folder["audience.txt"]) is { Exists: false } or { Length: 0 });
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public async Task TextWithoutAByteOrderMark_IsSaidToBeNoUtf8(string encoding)
    {
        string file = _folder.Write("people.csv", Encoding.GetEncoding(encoding).GetBytes("email,name\ncanary@example.com,x\n"));

        ConsoleResult result = await ConsoleProcess.RunAsync("--input", file);

        Assert.Equal((2, $"'{file}' is not text in UTF-8; unpack it, or save it as CSV in UTF-8, and run again."), (result.ExitCode, Assert.Single(result.ErrorLines)));
    }

    [Fact]
    public async Task RecordThatIsTooLong_IsSaidToBe()
    {
        string file = _folder.Write("people.csv", $"email,name\n{new string('a', 1 << 25)},x\n");

        ConsoleResult result = await ConsoleProcess.RunAsync("--input", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("or a record is too long", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static long Count(ConsoleResult result, string kind, string name) => result.Json().GetProperty("identifiers").GetProperty(kind).GetProperty(name).GetInt64();

    private async Task AssertAllAsync(ConsoleResult result)
    {
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal([("email", 100L), ("phone", 50), ("mobileAdId", 50)], result.Json().GetProperty("identifiers").EnumerateObject().Select(kind => (kind.Name, kind.Value.GetProperty("accepted").GetInt64())));
        IEnumerable<string> people = Enumerable.Range(0, 50).SelectMany(static number => new[]
        {
            $"anna{number}@example.com", $"b{number}@example.com", $"44207946{number + 100:0000}", $"aebe52e7-03ee-455a-b3c4-e572839662{number + 10}",
        });
        Assert.Equal(Digests.LinesOf(people), await File.ReadAllLinesAsync(_folder["audience.txt"], TestContext.Current.CancellationToken));
    }

    private string Copy(string name)
    {
        string format = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".parquet" => "FORMAT parquet",
            ".csv" => "FORMAT csv, HEADER",
            _ => "FORMAT json",
        };
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"COPY ({Query}) TO '{_folder[name]}' ({format})";
        command.ExecuteNonQuery();
        return _folder[name];
    }
}
