using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>One store, one Snapchat, and any number of processes, all in virtual time.</summary>
internal sealed class RunWorld : IAsyncDisposable
{
    private static readonly TimeSpan FineStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CoarseStep = TimeSpan.FromMilliseconds(500);

    // What has not come by then waits for leases and retries to run out, over minutes: there is no moment between to be missed.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5_000);

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly List<RunProcess> _processes = [];
    private long _audience = 1000;

    public RunWorld() => Store = new InMemoryAudienceExportStore(Clock);

    public FakeTimeProvider Clock { get; } = new(Start);

    public IAudienceExportStore Store { get; }

    public FakeSnapchat Snapchat { get; } = new();

    /// <summary>Gets what stands in for Snapchat where HTTP matters, or null.</summary>
    public SnapchatSimulator? Simulator { get; init; }

    public List<string> Emails { get; } = ["a@example.com", "b@example.com", "c@example.com"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public RunProcess AddProcess(
        bool hasWorker = false, Action<ISnapchatAudienceExportBuilder>? build = null, Action<SnapchatAudienceExportOptions>? configure = null, IAudienceExportStore? store = null)
    {
        var process = new RunProcess(this, Clock.GetUtcNow(), store ?? Store, hasWorker, build, configure);
        _processes.Add(process);
        return process;
    }

    /// <summary>Adds a process whose worker runs.</summary>
    public async Task<RunProcess> StartWorkerAsync(
        Action<ISnapchatAudienceExportBuilder>? build = null, Action<SnapchatAudienceExportOptions>? configure = null, IAudienceExportStore? store = null)
    {
        RunProcess process = AddProcess(hasWorker: true, build, configure, store);
        await process.StartWorkerAsync();
        return process;
    }

    public async Task<StoredConnection> AddConnectionAsync(Func<StoredConnection, StoredConnection>? change = null)
    {
        var connection = new StoredConnection(ConnectionId.New(Clock), 1)
        {
            DisplayName = "Snapchat",
            State = ConnectionState.Active,
            Access = ConnectionAccess.AllContributors,
            Consent = Consent,
            SnapchatAccount = new SnapchatUser("snap", "Snap", null),
            ExportUser = People.Ada,
            CreatedBy = People.Ada,
            UpdatedBy = People.Ada,
        };
        connection = change?.Invoke(connection) ?? connection;
        await Store.AddConnectionAsync(connection, Audit(AuditAction.CreateConnection), Token);
        return connection;
    }

    public static ConsentRecord Consent { get; } = new(People.Ada, Start, ConsentStatement.Default.Version, ConsentStatement.Default.Text) { SnapchatAccount = "snap" };

    public Task<StoredConnection> ChangeAsync(StoredConnection connection, Func<StoredConnection, StoredConnection> change) =>
        Store.UpdateConnectionAsync(change(connection), Audit(AuditAction.RenameConnection), cancellationToken: Token);

    public async Task<StoredExport> AddExportAsync(ConnectionId? connection, Func<ExportDefinition, ExportDefinition>? change = null)
    {
        var definition = new ExportDefinition("Customers", AudienceId.Parse((++_audience).ToString(CultureInfo.InvariantCulture)))
        {
            Connection = connection,
            Identifiers = [new(IdentifierKind.Email, SegmentSource.EmailField)],
            Segments = [SegmentSource.SingleSegment],
        };
        var export = new StoredExport(ExportId.New(Clock), 1, change?.Invoke(definition) ?? definition) { CreatedBy = People.Ada, UpdatedBy = People.Ada };
        await Store.AddExportAsync(export, Audit(AuditAction.CreateExport), Token);
        return export;
    }

    public async Task<StoredExport> ChangeAsync(StoredExport export, Func<ExportDefinition, ExportDefinition> change) =>
        (await Store.UpdateExportsAsync([export with { Definition = change(export.Definition) }], [Audit(AuditAction.EditExport)], Token))[0];

    /// <summary>Asks for a run as an administrator.</summary>
    public static Task<RunId> StartAsync(RunProcess process, StoredExport export, RunRequest? request = null) =>
        process.Runner.StartAsync(People.Administrator, export.Id, request, Token);

    public async Task<RunRecord> FindAsync(RunId run) => (await Store.FindRunAsync(run, Token))!.Record;

    /// <summary>Lets time pass until the run has ended.</summary>
    public async Task<RunRecord> EndAsync(RunId run)
    {
        await UntilAsync(async () => (await FindAsync(run)).HasEnded);
        return await FindAsync(run);
    }

    /// <summary>Lets time pass until something holds, a little at a time so that everybody can do what is due.</summary>
    /// <returns>How much time passed.</returns>
    public async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition)
    {
        TimeSpan passed = TimeSpan.Zero;
        while (passed < Longest)
        {
            if (await condition())
                return passed;
            TimeSpan step = passed < Soon ? FineStep : CoarseStep;
            await StepAsync(step);
            passed += step;
        }

        throw new TimeoutException($"What the test waits for did not happen in {Longest} of virtual time.");
    }

    public Task<TimeSpan> UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    /// <summary>Lets time pass.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (DateTimeOffset end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
            await StepAsync(CoarseStep);
    }

    public async Task<IReadOnlyList<AuditRecord>> AuditAsync(AuditAction action) =>
        (await Store.GetAuditAsync(new AuditQuery { Action = action, Take = 1000 }, Token)).Items;

    public async ValueTask DisposeAsync()
    {
        foreach (RunProcess process in _processes)
            await process.DisposeAsync();
        if (Simulator is not null)
            await Simulator.DisposeAsync();
    }

    private async Task StepAsync(TimeSpan step)
    {
        Clock.Advance(step);
        foreach (RunProcess process in _processes.Where(static process => !process.IsFrozen))
            process.Clock.Advance(step);

        // Whoever a timer woke gets the processor now, on a busy machine too.
        do
            await Task.Delay(1, Token);
        while (ThreadPool.PendingWorkItemCount > 0);
    }

    private AuditRecord Audit(AuditAction action) => AuditRecord.Of(Clock, People.Ada, action, subject: null);
}
