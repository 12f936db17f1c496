using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>A mirror over files that broke since its last run: nobody is removed because of one, and nobody is sent from one.</summary>
public sealed class MirrorTests : IAsyncLifetime
{
    private const int People = 3_000;

    private readonly SegmentFiles _files = new();
    private SnapchatSimulator _simulator = null!;
    private ServiceProvider _services = null!;
    private AudienceId _audience;

    public static TheoryData<string, bool> Breakages => new MatrixTheoryData<string, bool>(
        [
            "cut.parquet", "damaged.parquet", "empty.parquet", "gone.parquet",
            "cut.csv", "ragged.csv", "unclosed-quote.csv", "latin.csv", "utf16.csv", "long-line.csv", "empty.csv", "gone.csv", "zeros.csv", "header-only.csv", "nuls.csv", "half.csv",
            "cut.jsonl", "text.jsonl", "gone.jsonl",
        ],
        [true, false]);

    public async ValueTask InitializeAsync()
    {
        _simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _audience = _simulator.AddAudience();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSnapchatAudienceExport(options =>
        {
            _simulator.Configure(options);
            options.AcceptDataUse = true;
        }).UseInMemoryMembership();
        _services = services.BuildServiceProvider();
    }

    [Theory]
    [MemberData(nameof(Breakages))]
    public async Task BrokenFileRemovesAndSendsNobody(string breakage, bool countsMembers)
    {
        string file = _files.Copy($"s{Path.GetExtension(breakage)}", $"SELECT 'canary' || i || '@example.com' AS email, i AS id FROM range({People}) t(i)");
        await RunAsync(file, countsMembers);
        Assert.Equal(People, _simulator.CountMembers(_audience, IdentifierKind.Email));
        int requests = CountWrites();

        Break(file, Path.GetFileNameWithoutExtension(breakage));
        string? problem = await RunAsync(file, countsMembers);

        Assert.Equal((requests, People), (CountWrites(), _simulator.CountMembers(_audience, IdentifierKind.Email)));
        Assert.DoesNotContain("canary", problem ?? "", StringComparison.Ordinal);
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("\uFEFF", "\r\n", "\"{0}\",\"a, \"\"b\"\"\"")]
    [InlineData("", "\r", "{0},\0")]
    [InlineData("", "\n", " {0} ,a\u200B")]
    public async Task OtherSpellingOfTheSameFileChangesNothing(string start, string newLine, string row)
    {
        string file = _files.Write("s.csv", Csv("", "\n", "{0},a"));
        await RunAsync(file, countsMembers: true);
        int requests = CountWrites();

        _files.Write("s.csv", Csv(start, newLine, row));

        Assert.Null(await RunAsync(file, countsMembers: true));
        Assert.Equal((requests, People), (CountWrites(), _simulator.CountMembers(_audience, IdentifierKind.Email)));
    }

    [Fact]
    public async Task FieldOfAMegabyteIsOneCountedReject()
    {
        string file = _files.Write("s.csv", Csv("", "\n", "{0},a"));
        await RunAsync(file, countsMembers: true);

        File.AppendAllText(file, $"{new string('a', 1 << 20)}@example.com,a\n");
        ExportReport report = await ExportAsync(file, countsMembers: true);

        Assert.Equal((ExportStatus.Successful, 1L), (report.Status, report.Identifiers[0].Refused[IdentifierStatus.TooLong]));
        Assert.Equal((0L, People), (report.Identifiers[0].Removed, _simulator.CountMembers(_audience, IdentifierKind.Email)));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
        _files.Dispose();
    }

    private static string Csv(string start, string newLine, string row) =>
        start + "email,name" + newLine + string.Concat(Enumerable.Range(0, People).Select(number => row.Replace("{0}", $"canary{number}@example.com", StringComparison.Ordinal) + newLine));

    private static void Break(string file, string how)
    {
        byte[] content = File.ReadAllBytes(file);
        byte[] broken = how switch
        {
            "cut" => content[..(content.Length * 2 / 3)],
            "damaged" => [.. content[..(content.Length / 4)], .. Enumerable.Repeat((byte)0xFF, content.Length / 2), .. content[(content.Length * 3 / 4)..]],
            "empty" => [],
            "ragged" => [.. content, .. "canary@example.com\n"u8],
            "unclosed-quote" => [.. content, .. "\"canary@example.com,1\n"u8],
            "latin" => [.. content, .. Encoding.Latin1.GetBytes("cänary@example.com,1\n")],
            "utf16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content))],
            "long-line" => [.. content, .. Enumerable.Repeat((byte)'a', 3 << 20), .. ",1\n"u8],
            "zeros" => new byte[content.Length],
            "header-only" => "email,id\n"u8.ToArray(),
            "nuls" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("@", "\0@", StringComparison.Ordinal)),
            "half" => Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetString(content).Split('\n').Take(People / 2).Select(static line => line + '\n'))),
            "text" => [.. content, .. "canary\n"u8],
            _ => content,
        };
        if (how == "gone")
            File.Delete(file);
        else
            File.WriteAllBytes(file, broken);
    }

    private int CountWrites() => _simulator.Requests.Count(static request => request.Operation is SimulatedOperation.AddUsers or SimulatedOperation.RemoveUsers or SimulatedOperation.RemoveAllUsers);

    /// <returns>What a person is told, or null if there is nothing to tell.</returns>
    private async Task<string?> RunAsync(string file, bool countsMembers)
    {
        try
        {
            ExportReport report = await ExportAsync(file, countsMembers);
            return report.Problem?.Message ?? report.Warnings.Select(static warning => warning.Message).FirstOrDefault();
        }
        catch (AudienceExportException exception)
        {
            return exception.Message;
        }
    }

    private Task<ExportReport> ExportAsync(string file, bool countsMembers)
    {
        var request = new SegmentExportRequest(_audience, DuckDbSegments.Create(options => options.File("s", file).CountMembers = countsMembers))
        {
            Segments = [SegmentId.Parse("s")],
            Mode = ExportMode.Mirror,
        };
        return _services.GetRequiredService<ISegmentExporter>().ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken);
    }
}
