using System.Diagnostics;
using System.Text.Json;
using ExportConsole.Tests.Reference;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace ExportConsole.Tests;

/// <summary><c>--snapchat URL</c> against a simulator in the test's own process.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private SnapchatSimulator _simulator = null!;
    private AudienceId _audience;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SnapchatSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _audience = _simulator.AddAudience();
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Customers_ArriveAtTheServer()
    {
        byte[] csv = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "data", "customers.csv"), TestContext.Current.CancellationToken);

        ConsoleResult result = await RunAsync("--json", "--batch", "2500");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(4, result.Json().GetProperty("requests").GetInt32());
        string members = string.Concat(_simulator.GetMembers(_audience, IdentifierKind.Email).Order().Select(digest => digest + "\n"));
        Assert.Equal(new ReferenceExport(csv, "email").AudienceFile, members);
    }

    [Fact]
    public async Task SecondRun_UsesTheAuthenticationInTheState()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "email\na@example.com\n");

        ConsoleResult first = await RunAsync("--input", file, "--state", folder["state"]);
        int tokenRequests = CountTokenRequests();
        ConsoleResult second = await RunAsync("--input", file, "--state", folder["state"]);

        Assert.Equal([0, 0], [first.ExitCode, second.ExitCode]);
        Assert.Contains("Found the connection", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("authenticating again", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, tokenRequests);
        Assert.Equal(tokenRequests, CountTokenRequests());

        int CountTokenRequests() => _simulator.Requests.Count(request => request.Operation == SimulatedOperation.Token);
    }

    [Fact]
    public async Task Refusal_IsOneSentenceWithSnapchatsWordsAndRequestId()
    {
        _simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.PermissionDenied(), SimulatorFaults.Always);

        ConsoleResult result = await RunAsync("--json");

        Assert.Equal(1, result.ExitCode);
        string sentence = Assert.Single(result.ErrorLines);
        SimulatedRequest refused = Assert.Single(_simulator.Requests, request => request.Operation == SimulatedOperation.AddUsers);
        Assert.Contains("Caller does not have permission", sentence, StringComparison.Ordinal);
        Assert.Contains("E3002", sentence, StringComparison.Ordinal);
        Assert.Contains(refused.RequestId, sentence, StringComparison.Ordinal);
        Assert.Equal("Failed", result.Json().GetProperty("status").GetString());
        Assert.Equal(sentence, result.Json().GetProperty("problem").GetString());
    }

    [Fact]
    public async Task UnknownAudience_FailsBeforeAnythingIsSent()
    {
        _simulator.DeleteAudience(_audience);

        ConsoleResult result = await RunAsync("--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(_audience.Value, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("Failed", result.Json().GetProperty("status").GetString());
        Assert.Empty(result.Json().GetProperty("identifiers").EnumerateObject());
        Assert.DoesNotContain(_simulator.Requests, request => request.Operation == SimulatedOperation.AddUsers);
    }

    [Fact]
    public async Task WithdrawnAuthorization_SaysSo()
    {
        (string Name, string Value)[] secrets = Secrets();
        _simulator.RevokeAuthorizations();

        ConsoleResult result = await RunAsync(secrets, whileRunning: null, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("authenticate", Assert.Single(result.ErrorLines), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Failed", result.Json().GetProperty("status").GetString());
    }

    [Fact]
    public async Task Interrupt_CancelsTheRunAndReportsWhatWasAccepted()
    {
        // One request is answered, the others never are. Four are under way at once, so a fifth means that the answer has arrived.
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var fifth = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int uploads = 0;
        _simulator.Faults.Add(IsLaterUpload, SimulatedFault.HoldUntil(Task.Delay(Timeout.Infinite, cancellationToken), applyFirst: false), SimulatorFaults.Always);

        ConsoleResult result = await RunAsync(Secrets(), InterruptAsync, "--json", "--batch", "1500", "--state", folder["state"]);

        Assert.Equal(1, result.ExitCode);
        JsonElement json = result.Json();
        Assert.Equal("Canceled", json.GetProperty("status").GetString());
        Assert.Equal(1, json.GetProperty("requests").GetInt32());
        Assert.Equal(1500, result.Emails().GetProperty("accepted").GetInt64());
        Assert.Equal(1500, _simulator.CountMembers(_audience, IdentifierKind.Email));
        Assert.Single(result.ErrorLines);
        await using var state = new SavedState(folder["state"]);
        RunRecord run = Assert.Single(await state.GetRunsAsync());
        Assert.Equal((ExportStatus.Canceled, 1500), (run.Status, run.Report!.Identifiers[0].Accepted));

        bool IsLaterUpload(SimulatedRequest request)
        {
            if (request.Operation != SimulatedOperation.AddUsers)
                return false;
            int number = Interlocked.Increment(ref uploads);
            if (number == 5)
                fifth.SetResult();
            return number > 1;
        }

        async Task InterruptAsync(Process process)
        {
            await fifth.Task.WaitAsync(cancellationToken);
            using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync(cancellationToken);
        }
    }

    private Task<ConsoleResult> RunAsync(params string[] arguments) => RunAsync(Secrets(), whileRunning: null, arguments);

    private Task<ConsoleResult> RunAsync((string Name, string Value)[] secrets, Func<Process, Task>? whileRunning, params string[] arguments) =>
        ConsoleProcess.RunAsync(["--snapchat", _simulator.BaseAddress.ToString(), "--audience", _audience.Value, .. arguments], secrets, whileRunning);

    private (string Name, string Value)[] Secrets() =>
    [
        ("SNAPCHAT_CLIENT_ID", _simulator.ClientId),
        ("SNAPCHAT_CLIENT_SECRET", _simulator.ClientSecret.Reveal()),
        ("SNAPCHAT_REFRESH_TOKEN", _simulator.RefreshToken.Reveal()),
    ];
}
