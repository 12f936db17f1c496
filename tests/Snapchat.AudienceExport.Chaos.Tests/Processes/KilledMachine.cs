using System.Diagnostics;
using System.Text.Json;
using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;

namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

/// <summary>A machine whose processes are real ones, killed in the middle of a run.</summary>
/// <param name="simulator">Snapchat, in this process.</param>
/// <param name="settings">What each process is started with.</param>
/// <param name="clock">The clock of Snapchat; processes get its time with each command.</param>
/// <param name="isKilledFromOutside">Whether processes are killed when Snapchat gets their n-th request, whatever they are doing then; else they kill themselves at their n-th step, which can be repeated exactly.</param>
internal sealed class KilledMachine(SnapchatSimulator simulator, EngineSettings settings, SkippingTimeProvider clock, bool isKilledFromOutside) : IMachine
{
    // About this many steps are taken for each request.
    private const int StepsPerRequest = 6;

    // A killed process does not tell how late it was on its clock.
    private static readonly TimeSpan ClockOfTheDead = TimeSpan.FromMinutes(3);

    private Process? _process;

    public int StepsOfLastRun { get; private set; }

    /// <summary>Gets the largest managed heap of the last run, in bytes, garbage included.</summary>
    public long PeakHeapOfLastRun { get; private set; }

    public Task<RunResult> RunAsync(ChaosExport export, Population population, RunTerms terms) =>
        RunAsync(new ChildCommand { Export = export, Segments = population.Segments, Terms = terms }, terms);

    /// <summary>Exports more people than can be named.</summary>
    public Task<RunResult> RunAsync(ChaosExport export, GeneratedPeople people, RunTerms terms) => RunAsync(new ChildCommand { Export = export, Generated = people, Terms = terms }, terms);

    public async Task EraseAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests)
    {
        ChildAnswer? answer = await AskAsync(await StartAsync(), new ChildCommand { Kind = kind, Erased = [.. digests.Select(static digest => digest.ToString())] });
        Assert.NotNull(answer);
    }

    public async Task<KnownMembers?> LookAsync(AudienceId audience)
    {
        // A living process has its state for itself.
        if (_process is not null)
            return null;
        await using var engine = new EngineProcess(settings, new DiskFiles(), clock, new Life());
        return await engine.LookAsync(audience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await BuryAsync(_process);
    }

    private async Task<RunResult> RunAsync(ChildCommand command, RunTerms terms)
    {
        Process process = await StartAsync();
        RunTerms told = isKilledFromOutside ? terms with { DiesAfter = null } : terms;
        using var ended = new CancellationTokenSource();
        Task killing = isKilledFromOutside && terms.DiesAfter is { } steps ? KillAtRequestAsync(process, 1 + (steps / StepsPerRequest), ended.Token) : Task.CompletedTask;
        ChildAnswer? answer = await AskAsync(process, command with { Terms = told });
        await ended.CancelAsync();
        await killing;
        if (answer is null || process.HasExited)
        {
            await BuryAsync(process);
            if (answer is null)
                return RunResult.Died;
        }

        (StepsOfLastRun, PeakHeapOfLastRun) = (answer.Steps, answer.PeakHeapBytes);
        return new RunResult(answer.Status, answer.Problem, answer.IsWithheld) { Resumed = answer.Resumed };
    }

    private async Task<Process> StartAsync()
    {
        if (_process is not null)
            return _process;
        var start = new ProcessStartInfo("dotnet", [typeof(EngineChild).Assembly.Location, EngineChild.Command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings));
        return _process;
    }

    private async Task<ChildAnswer?> AskAsync(Process process, ChildCommand command)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command with { Now = clock.GetUtcNow() }));
        }
        catch (IOException)
        {
            // It is dead; reading says so.
        }

        if (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is not { } line)
            return null;
        ChildAnswer answer = JsonSerializer.Deserialize<ChildAnswer>(line)!;
        TimeSpan took = answer.Now - clock.GetUtcNow();
        clock.Advance(took > TimeSpan.Zero ? took : TimeSpan.Zero);
        return answer;
    }

    private async Task KillAtRequestAsync(Process process, int number, CancellationToken cancellationToken)
    {
        long last = simulator.Requests.Count == 0 ? 0 : simulator.Requests[^1].Sequence;
        try
        {
            await simulator.WaitForRequestAsync(request => request.Sequence >= last + number, cancellationToken);
            process.Kill();
        }
        catch (OperationCanceledException)
        {
            // The run was over before.
        }
    }

    private async Task BuryAsync(Process process)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode != 0, "The process ended of its own accord.");
        process.Dispose();
        _process = null;
        clock.Advance(ClockOfTheDead);

        // What the dead process sent last is read before this is.
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        for (int i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(simulator.BaseAddress, "v1/me"));
            try
            {
                (await client.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
            }
            catch (HttpRequestException)
            {
                // Faults may meet it too; it was read all the same.
            }
        }
    }
}
