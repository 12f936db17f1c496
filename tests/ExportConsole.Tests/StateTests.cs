using System.Text;
using ExportConsole.Setup;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace ExportConsole.Tests;

/// <summary><c>--state DIR</c>: what one run set up, the next one uses.</summary>
public class StateTests
{
    [Fact]
    public async Task SecondRun_UsesConnectionAndExport_AndAuthenticatesAgainWithTheNewSimulator()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "email\na@example.com\nb@example.com\n");

        ConsoleResult first = await ConsoleProcess.RunAsync("--input", file, "--state", folder["state"]);
        ConsoleResult second = await ConsoleProcess.RunAsync("--input", file, "--state", folder["state"]);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("Set up the connection 'Snapchat simulator'", first.Output, StringComparison.Ordinal);
        Assert.Contains("Saved the export 'Customers'", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("Found the connection 'Snapchat simulator'", second.Output, StringComparison.Ordinal);
        Assert.Contains("authenticating again", second.Output, StringComparison.Ordinal);
        Assert.Contains("Found the export 'Customers'", second.Output, StringComparison.Ordinal);
        await using var state = new SavedState(folder["state"]);
        Connection connection = Assert.Single(await state.GetConnectionsAsync());
        Assert.Equal(ConnectionState.Active, connection.State);
        Export export = Assert.Single(await state.GetExportsAsync());
        Assert.Equal(1, export.Version);
        IReadOnlyList<RunRecord> runs = await state.GetRunsAsync();
        Assert.Equal(2, runs.Count);
        Assert.All(runs, run => Assert.Equal((ExportStatus.Successful, export.Id), (run.Status, run.Export)));
        Assert.Equal([(0L, 2L), (2L, 0L)], runs.Select(static run => (run.Report!.Identifiers[0].Accepted, run.Report.Identifiers[0].Unchanged)));
    }

    [Fact]
    public async Task OtherOptions_ChangeTheExport_AndADryRunDoesNot()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "email,mail\na@example.com,b@example.com\n");
        string[] arguments = ["--json", "--input", file, "--state", folder["state"]];

        ConsoleResult first = await ConsoleProcess.RunAsync(arguments);
        ConsoleResult planned = await ConsoleProcess.RunAsync([.. arguments, "--audience", "41", "--dry-run"]);
        ConsoleResult changed = await ConsoleProcess.RunAsync([.. arguments, "--audience", "42", "--email-field", "mail"]);

        Assert.Equal([0, 0, 0], [first.ExitCode, planned.ExitCode, changed.ExitCode]);
        Assert.Equal("Planned", planned.Json().GetProperty("status").GetString());
        await using var state = new SavedState(folder["state"]);
        Export export = Assert.Single(await state.GetExportsAsync());
        Assert.Equal(2, export.Version);
        Assert.Equal("42", export.Definition.Audience.Value);
        Assert.Equal("mail", Assert.Single(export.Definition.Identifiers).Field);
        Assert.Equal(["42", "5677923948298240"], (await state.GetRunsAsync()).Select(run => run.Definition.Audience.Value));
    }

    [Fact]
    public async Task Secrets_AreNowhereInClear()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "email\nemail-canary@example.com\nbad email-canary@example.com\nEMAIL-CANARY@@example.com\nemail-canary\n");
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(
            new SnapchatSimulatorOptions { ClientSecret = new SnapchatSecret("client-secret-canary"), RefreshToken = new SnapchatSecret("refresh-canary") },
            TestContext.Current.CancellationToken);
        AudienceId audience = simulator.AddAudience();

        ConsoleResult result = await ConsoleProcess.RunAsync(
            ["--snapchat", simulator.BaseAddress.ToString(), "--audience", audience.Value, "--input", file, "--state", folder["state"]],
            [("SNAPCHAT_CLIENT_ID", simulator.ClientId), ("SNAPCHAT_CLIENT_SECRET", "client-secret-canary"), ("SNAPCHAT_REFRESH_TOKEN", "refresh-canary")]);
        ConsoleResult simulated = await ConsoleProcess.RunAsync("--input", file, "--state", folder["state"]);

        Assert.Equal([0, 0], [result.ExitCode, simulated.ExitCode]);
        string[] files = Directory.GetFiles(folder["state"], "*", SearchOption.AllDirectories);
        Assert.Contains(files, name => name.EndsWith(".db", StringComparison.Ordinal));
        foreach (string name in files)
        {
            // Letters as UTF-8 and as UTF-16 read alike without the zero bytes; tokens of the simulator begin with these words.
            byte[] bytes = await File.ReadAllBytesAsync(name, TestContext.Current.CancellationToken);
            string text = Encoding.Latin1.GetString([.. bytes.Where(static value => value != 0)]);
            Assert.All(["canary", "access-", "refresh-", "secret-"], word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv/state")]
    public async Task FolderThatCannotBeWritten_IsOneSentence(string name)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "email\na@example.com\n");

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--input", file, "--state", folder[name]);

        AssertRefused(result, folder[name]);
    }

    [Fact]
    public async Task FolderInUse_IsOneSentence()
    {
        using var folder = new TemporaryFolder();
        using var other = StateFolder.Claim(folder["state"]);

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--state", folder["state"]);

        AssertRefused(result, folder["state"]);
    }

    [Fact]
    public async Task DamagedDatabase_IsOneSentence()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["state"]);
        folder.Write(Path.Combine("state", "audience-export.db"), new string('x', 4096));

        ConsoleResult result = await ConsoleProcess.RunAsync("--json", "--state", folder["state"]);

        AssertRefused(result, folder["state"]);
        Assert.Contains("damaged", result.Error, StringComparison.Ordinal);
    }

    private static void AssertRefused(ConsoleResult result, string folder)
    {
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"The state cannot be kept in '{folder}'", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
