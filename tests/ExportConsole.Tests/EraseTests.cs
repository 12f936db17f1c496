using System.Text.Json;

namespace ExportConsole.Tests;

/// <summary><c>--erase</c>: a person leaves every audience, and does not come back.</summary>
public sealed class EraseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ErasedPerson_IsRemovedAndNotSentAgain_HoweverSpelled()
    {
        string file = _folder.Write("people.csv", "email\nanna.canary@example.com\nbo@example.org\n");
        string[] arguments = ["--json", "--state", _folder["state"], "--audience-out", _folder["audience.txt"]];
        await ConsoleProcess.RunAsync([.. arguments, "--input", file]);

        ConsoleResult erased = await ConsoleProcess.RunAsync([.. arguments, "--erase", " Anna.Canary@Example.com "]);
        string[] afterwards = await AudienceAsync();
        ConsoleResult sent = await ConsoleProcess.RunAsync([.. arguments, "--input", file, "--mode", "mirror", "--resend-all"]);

        Assert.Equal((0, "", 0), (erased.ExitCode, erased.Error, sent.ExitCode));
        JsonElement audience = Assert.Single(erased.Json().GetProperty("erasure").EnumerateArray());
        Assert.Equal(("5677923948298240", "Removed"), (audience.GetProperty("audience").GetString(), audience.GetProperty("status").GetString()));
        Assert.Equal((1L, 1L), (sent.Emails().GetProperty("suppressed").GetInt64(), sent.Emails().GetProperty("accepted").GetInt64()));
        Assert.Equal(Digests.LinesOf("bo@example.org"), afterwards);
        Assert.Equal(Digests.LinesOf("bo@example.org"), await AudienceAsync());
        Assert.DoesNotContain("canary", erased.Output + sent.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task PersonWhoWasNeverSent_IsKeptOutAllTheSame()
    {
        ConsoleResult erased = await ConsoleProcess.RunAsync("--state", _folder["state"], "--erase", "anna@example.com");
        ConsoleResult sent = await ConsoleProcess.RunAsync("--json", "--state", _folder["state"], "--input", _folder.Write("people.csv", "email\nanna@example.com\nbo@example.org\n"));

        Assert.Equal((0, "", 0), (erased.ExitCode, erased.Error, sent.ExitCode));
        Assert.Equal((1L, 1L), (sent.Emails().GetProperty("suppressed").GetInt64(), sent.Emails().GetProperty("accepted").GetInt64()));
    }

    public void Dispose() => _folder.Dispose();

    private Task<string[]> AudienceAsync() => File.ReadAllLinesAsync(_folder["audience.txt"], TestContext.Current.CancellationToken);
}
