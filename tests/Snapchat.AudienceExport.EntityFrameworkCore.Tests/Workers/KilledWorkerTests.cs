using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;
using Snapchat.AudienceExport.EntityFrameworkCore.Tests.TwoProcesses;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Workers;

/// <summary>A worker is killed in mid-upload, and one in another process goes on with its run.</summary>
public sealed class KilledWorkerTests(PostgreSqlTestDatabase database) : IClassFixture<PostgreSqlTestDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunOfAKilledWorkerGoesOnInAnotherProcess_AndTheNextRunHasNothingToSend()
    {
        using var keys = new SharedKeys();
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        var party = new Party(database.ConnectionString, keys.Folder, simulator.BaseAddress, simulator.ClientId, simulator.ClientSecret.Reveal());
        await using ServiceProvider services = WorkerProcess.Build(party);
        IExportRunner runner = services.GetRequiredService<IExportRunner>();
        Export export = await SaveExportAsync(services, simulator);
        RunId lost = await runner.StartAsync(Party.Administrator, export.Id, cancellationToken: Token);

        // Snapchat carries out the first upload, and its answer finds nobody.
        var dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(dead.Task));
        Task<SimulatedRequest> upload = simulator.WaitForRequestAsync(static request => request.Operation == SimulatedOperation.AddUsers && request.Applied, Token);
        using (Process worker = Start(party))
        {
            await upload;
            worker.Kill();
            await worker.WaitForExitAsync(Token);
        }

        dead.SetResult();
        RunRecord left = await runner.GetRunAsync(Party.Administrator, lost, Token);
        await WorkerProcess.StartAsync(services, Token);
        RunRecord resumed = await runner.WaitAsync(Party.Administrator, lost, Token);
        RunRecord next = await runner.WaitAsync(Party.Administrator, await runner.StartAsync(Party.Administrator, export.Id, cancellationToken: Token), Token);

        Assert.Equal(ExportStatus.Processing, left.Status);
        Assert.Equal((ExportStatus.Successful, 1, WorkerProcess.Emails.Length), (resumed.Status, resumed.Resumptions, resumed.Report!.Identifiers.Single().Accepted));
        Assert.Equal((ExportStatus.Successful, 0), (next.Status, next.Report!.Requests.Count));
        Assert.Equal(WorkerProcess.Emails.Length, simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email));
        foreach (IHostedService service in services.GetServices<IHostedService>())
            await service.StopAsync(Token);
    }

    internal static async Task<Export> SaveExportAsync(IServiceProvider services, SnapchatSimulator simulator, AudienceId? audience = null)
    {
        ConnectionId connection = await Administration.ConnectAsync(services.GetRequiredService<IConnectionRegistry>(), Token);
        var draft = new ExportDraft
        {
            DisplayName = "Customers",
            Connection = connection,
            Audience = (audience ?? simulator.AddAudience()).Value,
            Segments = [SegmentSource.SingleSegment],
            Identifiers = [new(IdentifierKind.Email, SegmentSource.EmailField)],
        };
        return await services.GetRequiredService<IExportRegistry>().SaveAsync(Party.Administrator, draft, cancellationToken: Token);
    }

    internal static Process Start(Party party)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, WorkerProcess.Command, party.Database, party.Keys, party.Simulator.AbsoluteUri, party.ClientId]) { UseShellExecute = false };
        start.Environment[CallingProcess.SecretVariable] = party.ClientSecret;
        return Process.Start(start)!;
    }
}
