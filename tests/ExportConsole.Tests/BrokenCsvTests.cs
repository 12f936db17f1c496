using System.Text;

namespace ExportConsole.Tests;

/// <summary>A CSV file that broke since the last run: a mirror refuses it as a whole, since people without their addresses would look as if they had left; a run that only adds counts them.</summary>
public sealed class BrokenCsvTests : IDisposable
{
    private const int People = 20;
    private const string Header = "name,email\n";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("short", "Row 20 of '{file}' has 1 fields where the first line names 2; mend it first")]
    [InlineData("slipped", "Row 20 of '{file}' has 3 fields where the first line names 2; mend it first")]
    [InlineData("latin", "'{file}' is not UTF-8; save it as that first")]
    [InlineData("unclosed", "'{file}' is not well-formed CSV: a quote is misplaced or not closed")]
    public async Task Mirror_RemovesNobodyBecauseOfIt(string breakage, string expected)
    {
        string file = _folder.Write("people.csv", Csv(Row(People)));
        await RunAsync(file);

        _folder.Write("people.csv", Broken(breakage));
        ConsoleResult refused = await ConsoleProcess.RunAsync(Arguments(file));
        _folder.Write("people.csv", Csv(Row(People)));
        ConsoleResult again = await RunAsync(file);

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith(expected.Replace("{file}", file, StringComparison.Ordinal), Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Output + refused.Error, StringComparison.Ordinal);
        Assert.Equal((People, 0L, 0L), (Count(again, "unchanged"), Count(again, "added"), Count(again, "removed")));
    }

    [Theory]
    [InlineData("short", 1, 0)]
    [InlineData("slipped", 0, 1)]
    [InlineData("latin", 0, 1)]
    public async Task Add_CountsWhatItCannotUse(string breakage, int blank, int refused)
    {
        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", _folder.Write("people.csv", Broken(breakage)));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal((blank, refused, People - 1L), (Count(result, "blank"), result.Refused().Values.Sum(), Count(result, "accepted")));
    }

    [Fact]
    public async Task Mirror_TakesBlankLinesAndQuotedDelimiters()
    {
        string file = _folder.Write("people.csv", Csv($"\n\"Doe, \"\"J\"\"\",canary{People}@example.com\r\n\n"));

        Assert.Equal((People, 2L), (Count(await RunAsync(file), "accepted"), Count(await RunAsync(file), "blank")));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Broken(string how) => how switch
    {
        "short" => Csv("cut off"),
        "slipped" => Csv($"Doe, J,canary{People}@example.com\n"),
        "latin" => [.. Csv(""), .. Encoding.Latin1.GetBytes($"J,cänary{People}@example.com\n")],
        _ => Csv($"\"J,canary{People}@example.com\n"),
    };

    private static byte[] Csv(string lastRows) => Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, People - 1).Select(Row)) + lastRows);

    private static string Row(int number) => $"J,canary{number}@example.com\n";

    private static long Count(ConsoleResult result, string name) => result.Emails().GetProperty(name).GetInt64();

    private string[] Arguments(string file) => ["--json", "--state", _folder["state"], "--mode", "mirror", "--input", file];

    private async Task<ConsoleResult> RunAsync(string file)
    {
        ConsoleResult result = await ConsoleProcess.RunAsync(Arguments(file));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result;
    }
}
