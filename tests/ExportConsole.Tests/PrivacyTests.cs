namespace ExportConsole.Tests;

/// <summary>No address reaches the console, whatever happens to the run.</summary>
public class PrivacyTests
{
    [Theory]
    [InlineData("id,email\n1,canary@example.com\n2,bad canary@example.com\n3,canary\n4,CANARY@@example.com\n", 0)]
    [InlineData("id,email\n1,canary\n", 1)]
    [InlineData("id,email\n1,canary@example.com\n2,\"canary\"@example.com\n", 1)]
    [InlineData("id,email\n1,canary@example.com\n2,\"canary@example.com\n", 1)]
    public async Task Canaries_StayOut(string csv, int expectedExitCode)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("customers.csv", csv);

        ConsoleResult text = await ConsoleProcess.RunAsync("--input", file);
        ConsoleResult json = await ConsoleProcess.RunAsync("--input", file, "--json");

        Assert.Equal(expectedExitCode, text.ExitCode);
        Assert.Equal(expectedExitCode, json.ExitCode);
        Assert.DoesNotContain("canary", text.Output + text.Error + json.Output + json.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(expectedExitCode, text.ErrorLines.Length);
    }
}
