using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Testing;
using static Snapchat.AudienceExport.DuckDb.Tests.SourceReading;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>Files as they come. Each ends in all of its rows or in a clear error without any of its values; none in fewer rows.</summary>
public sealed class MalformedFileTests : IDisposable
{
    private const string Header = "email,name\n";
    private const string ManyRows = "\u0001";

    private readonly SegmentFiles _files = new();

    [Theory]
    [InlineData("email\na@x.com\nb@x.com", "a@x.com", "b@x.com")]
    [InlineData("\uFEFFemail;name\r\na@x.com;\"Doe; J\"\r\n;\r\nb@x.com;\"\"\r\n", "a@x.com", "", "b@x.com")]
    [InlineData("name\temail\nn\ta@x.com\n", "a@x.com")]
    [InlineData("name|email\nn|a@x.com\n", "a@x.com")]
    [InlineData("\"e,f;g;h;i\",email\n1,a@x.com\n", "a@x.com")]
    [InlineData("email,name\n\"a\n@x.com\",\"says \"\"hi\"\"\"\n#b@x.com,m\n", "a\n@x.com", "#b@x.com")]
    [InlineData("email,name\rå@x.com,n\rb@x.com,m\r", "å@x.com", "b@x.com")]
    [InlineData("email,name\na\0b@x.com,n\n", "a\0b@x.com")]
    [InlineData("email,name\n NULL ,n\nNULL,m\nb\"c@x.com,k\n", " NULL ", "NULL", "b\"c@x.com")]
    [InlineData("id,email\n007,0044 20 7946\n1,1e5\n", "0044 20 7946", "1e5")]
    public async Task CsvThatIsWellFormedIsReadAsItIsWritten(string content, params string[] expected)
    {
        string path = _files.Write("s.csv", content);

        Assert.Equal([expected], await OneFile(path).ReadAsync("s", "email"));
        Assert.Equal(expected.Length, Assert.Single(await OneFile(path).ListAsync()).MemberCount);
    }

    [Fact]
    public async Task FieldOfAMegabyteIsWhole()
    {
        string value = new('a', 1 << 20);

        Assert.Equal([[value, "b@x.com"]], await OneFile(_files.Write("s.csv", $"{Header}{value},n\nb@x.com,m\n")).ReadAsync("s", "email"));
    }

    [Theory]
    [InlineData(Header + "a@x.com,n\ncanary@x.com,a,b,c\n")]
    [InlineData(Header + "a@x.com,n\ncanary@x.com\nb@x.com,m\n")]
    [InlineData(Header + "a@x.com,n\n\"canary@x.com,m\nb@x.com,k\n")]
    [InlineData(Header + "a@x.com,n\n\"canary\"q@x.com,m\nb@x.com,k\n")]
    [InlineData(Header + ManyRows + "canary@x.com,a,b,c\n")]
    [InlineData(Header + ManyRows + "canary@x.com\n")]
    [InlineData(Header + ManyRows + "\"canary@x.com,n\n")]
    public async Task CsvThatIsNotWellFormedIsAnError(string content)
    {
        string path = _files.Write("s.csv", content.Replace(ManyRows, string.Concat(Enumerable.Repeat("a@x.com,n\n", 50_000)), StringComparison.Ordinal));

        await AssertErrorAsync(path, "Segment 's', file 's.csv': A file is cut off, malformed, not UTF-8");
    }

    [Theory]
    [InlineData("s.csv", Header, "a@x.com,n\n", "canary@x.com\n")]
    [InlineData("s.jsonl", "{\"email\":\"a\"}\n", "{\"email\":\"a@x.com\"}\n", "canary@x.com\n")]
    [InlineData("s.jsonl", "{\"email\":\"a\"}\n", "{\"email\":\"a@x.com\"}\n", "{\"email\":\"canary")]
    [InlineData("s.jsonl", "{\"email\":\"a\"}\n", "{\"email\":\"a@x.com\"}\n", "{\"canary\":1}\n")]
    public async Task ErrorNamesTheLine(string name, string first, string row, string broken)
    {
        string path = _files.Write(name, first + string.Concat(Enumerable.Repeat(row, 50_000)) + broken);

        await AssertErrorAsync(path, "(line 50002).");
    }

    [Fact]
    public async Task ByteOrderMarkBeforeJsonIsAnErrorThatNamesIt() =>
        await AssertErrorAsync(_files.Write("s.jsonl", "\uFEFF{\"email\":\"canary@x.com\"}\n"), "A file of JSON lines begins with a byte order mark; write it as UTF-8 without one.");

    [Theory]
    [InlineData("s.parquet")]
    [InlineData("s.csv")]
    [InlineData("s.jsonl")]
    public async Task FolderNamedLikeAFileIsAnErrorThatSaysHowToReadIt(string name)
    {
        string path = Directory.CreateDirectory(Path.Combine(_files.Folder, name)).FullName;

        await AssertErrorAsync(path, $"'{path}' is a folder; name a file, or select from all of its files with SQL");
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    public async Task OtherEncodingIsAnError(string encoding)
    {
        byte[] content = [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(Header + "cänary@x.com,n\n")];

        await AssertErrorAsync(_files.Write("s.csv", content), "not UTF-8");
    }

    [Fact]
    public async Task LineOverTheLimitIsAnError() =>
        await AssertErrorAsync(_files.Write("s.csv", $"{Header}canary{new string('a', 3 << 20)}@x.com,n\n"), "a line longer than 2 MB");

    [Fact]
    public async Task FileWithoutAHeaderRowIsAnErrorWithoutItsFirstRow()
    {
        var exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => OneFile(_files.Write("s.csv", "canary@x.com,J\nb@x.com,K\n")).ReadAsync("s", "email"));

        Assert.Equal("The source has no field 'email'; the names it has look like values, so its header row is probably missing.", exception.Message);
    }

    [Fact]
    public async Task EmptyFileIsAnError() =>
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => OneFile(_files.Write("s.csv", "")).ReadAsync("s", "email"));

    [Theory]
    [InlineData("{\"email\":\"canary@x.com\"}\n{\"email\":\"a")]
    [InlineData("{\"email\":\"a@x.com\"}\ncanary@x.com\n")]
    [InlineData("{\"email\":\"a@x.com\"}\n" + ManyRows + "{\"email\":\"b@x.com\",\"canary\":1}\n")]
    public async Task JsonThatIsNotWellFormedIsAnError(string content)
    {
        string path = _files.Write("s.jsonl", content.Replace(ManyRows, string.Concat(Enumerable.Repeat("{\"email\":\"a@x.com\"}\n", 50_000)), StringComparison.Ordinal));

        await AssertErrorAsync(path, "Segment 's', file 's.jsonl': A file is cut off, malformed, not UTF-8");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(1.0)]
    public async Task CutParquetIsAnError(double share)
    {
        byte[] whole = await File.ReadAllBytesAsync(_files.Copy("whole.parquet", "SELECT 'canary' || i || '@x.com' AS email FROM range(20000) t(i)"), TestContext.Current.CancellationToken);

        await AssertErrorAsync(_files.Write("s.parquet", whole[..(int)(share * (whole.Length - 1))]), "Segment 's', file 's.parquet': ");
    }

    [Fact]
    public async Task DamagedParquetIsAnError()
    {
        string path = _files.Copy("s.parquet", "SELECT 'canary' || i || '@x.com' AS email FROM range(20000) t(i)");
        byte[] content = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        content.AsSpan(content.Length / 4, content.Length / 4).Fill(0xFF);

        await AssertErrorAsync(_files.Write("s.parquet", content), "Segment 's', file 's.parquet': ");
    }

    [Theory]
    [InlineData("s.csv", Header + "a@x.com,n\n" + ManyRows + "canary@x.com\n", 50_003)]
    [InlineData("s.jsonl", "{\"email\":\"a@x.com\"}\n" + ManyRows + "{\"email\":\"canary\n", 50_002)]
    public async Task NothingIsSentFromABrokenSource(string name, string content, int line)
    {
        string row = name.EndsWith(".csv", StringComparison.Ordinal) ? "a@x.com,n\n" : "{\"email\":\"a@x.com\"}\n";
        string path = _files.Write(name, content.Replace(ManyRows, string.Concat(Enumerable.Repeat(row, 50_000)), StringComparison.Ordinal));

        // Without counting, the error comes when thousands of rows have been read.
        ISegmentSource source = DuckDbSegments.Create(options => options.File("s", path).CountMembers = false);
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.AcceptDataUse = true;
        });
        using IHost host = builder.Build();
        var request = new SegmentExportRequest(simulator.AddAudience(), source) { Segments = [SegmentId.Parse("s")] };

        var exception = await Assert.ThrowsAsync<SegmentReadException>(() => host.Services.GetRequiredService<ISegmentExporter>().ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.True(exception.Chunk > 0);
        Assert.StartsWith("Segment 's', file 's.", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($"(line {line}). Nothing was sent.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(simulator.Requests, static sent => sent.Operation == SimulatedOperation.AddUsers);
    }

    public void Dispose() => _files.Dispose();

    private static async Task AssertErrorAsync(string path, string expected)
    {
        SegmentSourceException reading = await Assert.ThrowsAsync<SegmentSourceException>(() => OneFile(path).ReadAsync("s", "email"));
        Assert.Contains(expected, reading.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", reading.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("nary@", reading.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
