namespace ExportConsole.Tests;

/// <summary>A run that was killed while it uploaded, and what the next start makes of it.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const string Profiles = "60000";

    // Requests small and many enough that the process is still sending when the line that ends it has been read.
    private const string Batch = "20";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task NextRun_SaysWhatBecameOfIt_AndTheAudienceIsExact()
    {
        string[] arguments = ["--state", _folder["state"], "--mode", "mirror", "--profiles", Profiles];
        await KilledProcess.RunUntilAsync(KilledProcess.Start([.. arguments, "--batch", Batch]), "Uploading: ");

        ConsoleResult next = await ConsoleProcess.RunAsync([.. arguments, "--audience-out", _folder["audience.txt"]]);
        ConsoleResult reference = await ConsoleProcess.RunAsync("--profiles", Profiles, "--audience-out", _folder["reference.txt"]);

        Assert.Equal((0, "", 0), (next.ExitCode, next.Error, reference.ExitCode));
        Assert.Matches("Run [0-9a-f-]{36} did not finish: Snapchat answered [0-9]+ of its 3000 requests", next.Output);
        Assert.Matches("Run [0-9a-f-]{36} (was superseded: run|went on where it had stopped, and finished before run) [0-9a-f-]{36}", next.Output);
        Assert.Equal(await LinesAsync("reference.txt"), await LinesAsync("audience.txt"));
    }

    [Fact]
    public async Task Resume_SendsTheRestOfThePlan()
    {
        await KilledProcess.RunUntilAsync(KilledProcess.Start("--state", _folder["state"], "--profiles", Profiles, "--batch", Batch), "Uploading: ");

        ConsoleResult resumed = await ConsoleProcess.RunAsync("--state", _folder["state"], "--resume", "--audience-out", _folder["audience.txt"]);
        ConsoleResult again = await ConsoleProcess.RunAsync("--state", _folder["state"], "--resume");
        ConsoleResult reference = await ConsoleProcess.RunAsync("--profiles", Profiles, "--audience-out", _folder["reference.txt"]);

        Assert.Equal((0, "", 0), (resumed.ExitCode, resumed.Error, reference.ExitCode));
        Assert.Contains("goes on where it stopped", resumed.Output, StringComparison.Ordinal);
        Assert.Equal((2, "There is no run in the state that did not finish; leave out --resume to start one."), (again.ExitCode, Assert.Single(again.ErrorLines)));
        Assert.Equal(await LinesAsync("reference.txt"), await LinesAsync("audience.txt"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<string[]> LinesAsync(string name) => File.ReadAllLinesAsync(_folder[name], TestContext.Current.CancellationToken);
}
