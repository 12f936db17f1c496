using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Workers;

/// <summary>Workers in several processes and one audience: at once, and one that sleeps past its lease.</summary>
public sealed class SeveralWorkersTests(PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoExportsOnOneAudience_StartedAtOnceInTwoProcesses_SendNobodyTwice()
    {
        using var keys = new SharedKeys();
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        Party party = PartyOf(simulator, keys);
        await using ServiceProvider services = WorkerProcess.Build(party);
        IExportRunner runner = services.GetRequiredService<IExportRunner>();
        Export first = await KilledWorkerTests.SaveExportAsync(services, simulator);
        Export second = await KilledWorkerTests.SaveExportAsync(services, simulator, first.Definition.Audience);
        RunId[] runs = [.. await Task.WhenAll(new[] { first, second }.Select(export => runner.StartAsync(Party.Administrator, export.Id, cancellationToken: Token)))];

        Process[] workers = [KilledWorkerTests.Start(party), KilledWorkerTests.Start(party)];
        RunRecord[] ended = await Task.WhenAll(runs.Select(run => runner.WaitAsync(Party.Administrator, run, Token)));
        foreach (Process worker in workers)
        {
            worker.Kill();
            await worker.WaitForExitAsync(Token);
            worker.Dispose();
        }

        // One after the other: whoever was second found everybody there.
        Assert.All(ended, static run => Assert.Equal(ExportStatus.Successful, run.Status));
        Assert.Equal([0, WorkerProcess.Emails.Length], ended.Select(static run => run.Report!.Requests.Count).Order());
        Assert.Equal(WorkerProcess.Emails.Length, CountUploads(simulator));
        Assert.Equal(WorkerProcess.Emails.Length, simulator.CountMembers(first.Definition.Audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task AWorkerStoppedPastItsLease_DoesNothingMore_WhenItGoesOn()
    {
        using var keys = new SharedKeys();
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        Party party = PartyOf(simulator, keys);
        await using ServiceProvider services = WorkerProcess.Build(party);
        IExportRunner runner = services.GetRequiredService<IExportRunner>();

        // The database remembers the audience of the other story, which this simulator has not.
        var audience = AudienceId.Parse("5677923948777777");
        simulator.AddAudience(audience);
        Export export = await KilledWorkerTests.SaveExportAsync(services, simulator, audience);
        RunId overtaken = await runner.StartAsync(Party.Administrator, export.Id, cancellationToken: Token);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(answer.Task));
        Task<SimulatedRequest> upload = simulator.WaitForRequestAsync(static request => request.Operation == SimulatedOperation.AddUsers && request.Applied, Token);

        using Process sleeper = KilledWorkerTests.Start(party);
        await upload;
        await SignalAsync(sleeper, "STOP");
        answer.SetResult();

        // Another worker takes the run over and ends it; the sleeper wakes with the answer to its request.
        await WorkerProcess.StartAsync(services, Token);
        RunRecord ended = await runner.WaitAsync(Party.Administrator, overtaken, Token);
        foreach (IHostedService service in services.GetServices<IHostedService>())
            await service.StopAsync(Token);
        int uploads = CountUploads(simulator);
        await SignalAsync(sleeper, "CONT");

        // It is the only worker now: when it has ended another run, it has long given up the old one.
        RunRecord next = await runner.WaitAsync(Party.Administrator, await runner.StartAsync(Party.Administrator, export.Id, cancellationToken: Token), Token);
        RunRecord after = await runner.GetRunAsync(Party.Administrator, overtaken, Token);
        sleeper.Kill();
        await sleeper.WaitForExitAsync(Token);

        Assert.Equal(ExportStatus.Successful, ended.Status);
        Assert.Equal((ended.Status, ended.EndedAt, ended.Resumptions), (after.Status, after.EndedAt, after.Resumptions));
        Assert.Equal((ExportStatus.Successful, 0), (next.Status, next.Report!.Requests.Count));
        Assert.Equal(uploads, CountUploads(simulator));
        Assert.Equal(WorkerProcess.Emails.Length, simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email));
    }

    private static int CountUploads(SnapchatSimulator simulator) => simulator.Requests.Count(static request => request.Operation == SimulatedOperation.AddUsers);

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Token);
        Assert.Equal(0, kill.ExitCode);
    }

    private Party PartyOf(SnapchatSimulator simulator, SharedKeys keys) => new(database.ConnectionString, keys.Folder, simulator.BaseAddress, simulator.ClientId, simulator.ClientSecret.Reveal());
}
