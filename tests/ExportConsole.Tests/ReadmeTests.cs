using System.Text.RegularExpressions;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace ExportConsole.Tests;

/// <summary>The README says what the code says.</summary>
public partial class ReadmeTests
{
    private const int Timeout = 10_000;

    private static readonly string Root = FindRoot();

    // The package of tables has no snippet: its users see those of the two databases.
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Root, "src"), "README.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file)).Where(file => !file.Contains("EntityFrameworkCore", StringComparison.Ordinal)).Append("README.md")];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task CodeBlocks_AreTheCompiledSnippets(string file)
    {
        Dictionary<string, string> regions = ReadRegions();
        string readme = await File.ReadAllTextAsync(Path.Combine(Root, file), TestContext.Current.CancellationToken);

        MatchCollection blocks = Snippet().Matches(readme);

        Assert.NotEmpty(blocks);
        Assert.Equal(readme.Split("```csharp").Length - 1, blocks.Count);
        Assert.All(blocks, block => Assert.Equal(regions[block.Groups["name"].Value], block.Groups["code"].Value));
    }

    [Fact]
    public async Task QuickStart_Runs()
    {
        await using SnapchatSimulator snapchat = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var audience = AudienceId.Parse("5677923948298240");
        snapchat.AddAudience(audience);

        ConsoleResult result = await ConsoleProcess.RunProgramAsync("Snippets", [],
        [
            ("Snapchat__ApiBaseAddress", snapchat.BaseAddress.ToString()),
            ("Snapchat__AccountsBaseAddress", snapchat.BaseAddress.ToString()),
            ("Snapchat__ClientId", snapchat.ClientId),
            ("Snapchat__ClientSecret", snapchat.ClientSecret.Reveal()),
            ("Snapchat__RefreshToken", snapchat.RefreshToken.Reveal()),
            ("Snapchat__AcceptDataUse", "true"),
        ]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Successful: 2 of 3 accepted.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", result.Output + result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, snapchat.CountMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task OptionsTable_NamesEveryOption()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(Root, "README.md"), TestContext.Current.CancellationToken);
        string table = readme[readme.IndexOf("## Options", StringComparison.Ordinal)..readme.IndexOf("## Privacy", StringComparison.Ordinal)];

        IEnumerable<string> named = OptionRow().Matches(table).SelectMany(row => row.Groups["name"].Captures).Select(name => name.Value);

        Assert.Equal(typeof(SnapchatAudienceExportOptions).GetProperties().Select(property => property.Name), named, StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadRegions()
    {
        var regions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Root, "samples", "Snippets"), "*.cs"))
        {
            foreach (Match region in Region().Matches(File.ReadAllText(file)))
            {
                string indent = region.Groups["indent"].Value;
                regions.Add(region.Groups["name"].Value, region.Groups["code"].Value.Replace($"\n{indent}", "\n", StringComparison.Ordinal).Trim());
            }
        }

        return regions;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Snapchat.AudienceExport.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }

    [GeneratedRegex(@"<!-- snippet: (?<name>[\w-]+) -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Snippet();

    [GeneratedRegex(
        @"^(?<indent> *)#region (?<name>[\w-]+)\n(?<code>.*?)^ *#endregion",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        Timeout)]
    private static partial Regex Region();

    [GeneratedRegex(@"^\| (`(?<name>\w+)`(, )?)+ \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex OptionRow();
}
