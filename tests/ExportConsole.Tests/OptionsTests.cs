using System.Text.Json;

namespace ExportConsole.Tests;

/// <summary>Options that change what is sent.</summary>
public class OptionsTests
{
    [Fact]
    public async Task DryRun_PlansAndSendsNothing()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--dry-run", "--batch", "1000", "--audience-out", folder["audience.txt"]);

        Assert.Equal(0, result.ExitCode);
        JsonElement json = result.Json();
        Assert.Equal("Planned", json.GetProperty("status").GetString());
        Assert.Equal(9, json.GetProperty("requests").GetInt32());
        Assert.Equal(8_928, result.Emails().GetProperty("added").GetInt64());
        Assert.Equal(0, result.Emails().GetProperty("accepted").GetInt64());
        Assert.Equal("", await File.ReadAllTextAsync(folder["audience.txt"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task DryRun_PrintsRequestsBytesAndLeastTime()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync("--dry-run", "--profiles", "250000");

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Output.Split('\n');
        Assert.Contains(lines, line => line.Contains("Planned", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Requests", StringComparison.Ordinal) && line.Contains(" 3 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Bytes", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Least time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Batch_SplitsTheRequests()
    {
        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--batch", "1000");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(9, result.Json().GetProperty("requests").GetInt32());
        Assert.Equal(8_928, result.Emails().GetProperty("accepted").GetInt64());
    }

    [Fact]
    public async Task Profiles_AreGeneratedDistinct()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--profiles", "50000", "--audience-out", folder["audience.txt"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(50_000, result.Emails().GetProperty("read").GetInt64());
        Assert.Equal(50_000, result.Emails().GetProperty("unique").GetInt64());
        Assert.Equal(50_000, result.Emails().GetProperty("accepted").GetInt64());
        string[] digests = await File.ReadAllLinesAsync(folder["audience.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(50_000, digests.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(digests.Order(StringComparer.Ordinal), digests, StringComparer.Ordinal);
        Assert.All(digests, digest => Assert.Matches("^[0-9a-f]{64}$", digest));
    }

    [Fact]
    public async Task Audience_IsTheOneGiven()
    {
        using var folder = new TemporaryFolder();

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--audience", "42", "--input", folder.Write("one.csv", "email\na@example.com\n"));

        Assert.Equal(0, result.ExitCode);
        JsonElement audience = result.Json().GetProperty("audience");
        Assert.Equal("42", audience.GetProperty("id").GetString());
        Assert.Equal("Customers", audience.GetProperty("name").GetString());
        Assert.Equal("PROCESSING", audience.GetProperty("uploadStatus").GetString());
    }
}
