using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ExportConsole.Tests;

/// <summary>The run without options, over the bundled customers.</summary>
public class CustomersTests
{
    // Counted once by another program, in another language, over the committed file.
    private const long Blank = 288;
    private const long Duplicates = 342;
    private const long Unique = 8928;
    private const string AudienceFileSha256 = "a66caf095db6df33854b670119b78c6b00434a65cae7a1052d827e4e41364230";

    private static readonly SortedDictionary<string, long> Refused = new(StringComparer.Ordinal)
    {
        ["AlreadyHashed"] = 55,
        ["UnsupportedHash"] = 39,
        ["ForbiddenCharacter"] = 121,
        ["TooLong"] = 14,
        ["MissingAt"] = 126,
        ["SeveralAt"] = 20,
        ["EmptyLocalPart"] = 11,
        ["InvalidDomain"] = 56,
    };

    [Fact]
    public async Task WithoutOptions_PrintsProgressThenCountsAndTheAudience()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        string[] lines = result.Output.Split('\n');
        Assert.StartsWith("Exporting the bundled customers to a Snapchat simulator", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Reading and hashing", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Uploading: 8,928 of 8,928", StringComparison.Ordinal));
        AssertRow(lines, "Successful");
        AssertRow(lines, "Read", "10,000");
        AssertRow(lines, "Blank", "288");
        AssertRow(lines, "Refused", "442");
        AssertRow(lines, "MissingAt", "126");
        AssertRow(lines, "Duplicates", "342");
        AssertRow(lines, "Unique", "8,928");
        AssertRow(lines, "Sent", "8,928");
        AssertRow(lines, "Accepted", "8,928");
        AssertRow(lines, "Audience", "5677923948298240");
        AssertRow(lines, "Upload", "PROCESSING");
        Assert.DoesNotContain('\u001B', result.Output);
    }

    [Fact]
    public async Task Json_HasEveryCount()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--audience-out", folder["audience.txt"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        JsonElement json = result.Json();
        Assert.Equal("Successful", json.GetProperty("status").GetString());
        Assert.Equal(1, json.GetProperty("requests").GetInt32());
        Assert.Empty(json.GetProperty("warnings").EnumerateArray());
        JsonElement emails = result.Emails();
        Assert.Equal(10_000, emails.GetProperty("read").GetInt64());
        Assert.Equal(Blank, emails.GetProperty("blank").GetInt64());
        Assert.Equal(Refused, result.Refused());
        Assert.Equal(Duplicates, emails.GetProperty("duplicates").GetInt64());
        Assert.Equal(Unique, emails.GetProperty("unique").GetInt64());
        Assert.Equal(Unique, emails.GetProperty("added").GetInt64());
        Assert.Equal(0, emails.GetProperty("removed").GetInt64());
        Assert.Equal(0, emails.GetProperty("unchanged").GetInt64());
        Assert.Equal(0, emails.GetProperty("suppressed").GetInt64());
        Assert.Equal(Unique, emails.GetProperty("accepted").GetInt64());
        string audience = await File.ReadAllTextAsync(folder["audience.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(AudienceFileSha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(audience))));
    }

    private static void AssertRow(string[] lines, params string[] words) => Assert.Contains(lines, line => words.All(line.Contains));
}
