using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;
using Snapchat.AudienceExport.Tests.Running;
using People = Snapchat.AudienceExport.Tests.Running.People;

namespace Snapchat.AudienceExport.Tests.Erasure;

/// <summary>Processes over one store and one membership, and a simulator in Snapchat's place, all in virtual time.</summary>
internal sealed class ErasureWorld : IAsyncDisposable
{
    private readonly EphemeralSecretProtector _protector = new();

    private ErasureWorld(SnapchatSimulator simulator, IMembershipStore? membership)
    {
        Runs = new RunWorld { Simulator = simulator };
        Membership = membership ?? new InMemoryMembershipStore();
    }

    public static string Person => "b@example.com";

    public RunWorld Runs { get; }

    public IMembershipStore Membership { get; }

    public SnapchatSimulator Simulator => Runs.Simulator!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ErasureWorld> StartAsync(IMembershipStore? membership = null) =>
        new(await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero, ClearDelay = TimeSpan.Zero }, Token), membership);

    /// <summary>Adds a process without a worker: what it does, it does when it is asked.</summary>
    public RunProcess AddProcess(Action<ISnapchatAudienceExportBuilder>? build = null) => Runs.AddProcess(hasWorker: false, builder => Build(builder, build));

    /// <summary>Adds a process whose worker runs.</summary>
    public Task<RunProcess> StartWorkerAsync(Action<ISnapchatAudienceExportBuilder>? build = null) => Runs.StartWorkerAsync(builder => Build(builder, build));

    /// <summary>Adds a process whose worker runs and which keeps no membership.</summary>
    public Task<RunProcess> StartWorkerWithoutMembershipAsync() => Runs.StartWorkerAsync(builder => builder.Services.AddSingleton<ISecretProtector>(_protector));

    public static IErasureService Erasures(RunProcess process) => process.Services.GetRequiredService<IErasureService>();

    public static ErasureRequest Request(params string[] emails) => new([.. emails.Select(PersonIdentifier.Email)]);

    /// <summary>Erases a person as an administrator, while time passes.</summary>
    public Task<ErasureReport> EraseAsync(RunProcess process, params string[] emails) =>
        FinishAsync(Erasures(process).EraseAsync(People.Administrator, Request(emails), Token));

    public Task<IReadOnlyList<ErasureReport>> RetryAsync(RunProcess process) => FinishAsync(Erasures(process).RetryAsync(People.Administrator, Token));

    public static Task<ErasureReport> ShowAsync(RunProcess process, ErasureReport erasure) => Erasures(process).GetErasureAsync(People.Administrator, erasure.Id, Token);

    /// <summary>Lets time pass until a task is done.</summary>
    public async Task<T> FinishAsync<T>(Task<T> task)
    {
        await Runs.UntilAsync(() => task.IsCompleted);
        return await task;
    }

    /// <summary>Lets time pass until nothing is pending of an erasure.</summary>
    public async Task<ErasureReport> CompleteAsync(RunProcess process, ErasureReport erasure)
    {
        for (int minute = 0; minute < 60 && !(await ShowAsync(process, erasure)).IsComplete; minute++)
            await Runs.PassAsync(TimeSpan.FromMinutes(1));
        return await ShowAsync(process, erasure);
    }

    public async Task<Connection> ConnectAsync(RunProcess process, string name = "Snapchat")
    {
        var registry = process.Services.GetRequiredService<IConnectionRegistry>();
        ConnectionId id = (await registry.CreateDraftAsync(People.Administrator, name, Token)).Id;
        await registry.GiveConsentAsync(People.Administrator, id, registry.GetConsentStatements().Current.Version, Token);
        await FinishAsync(registry.ImportRefreshTokenAsync(People.Administrator, id, Simulator.RefreshToken, Token));
        Connection connection = await registry.AddExportUserAsync(People.Administrator, id, Token);
        return await FinishAsync(registry.SaveAsync(People.Administrator, id, connection.Version, Token));
    }

    public Task<StoredExport> AddExportAsync(ConnectionId connection, ExportMode mode = ExportMode.AddOnly, Func<ExportDefinition, ExportDefinition>? change = null) =>
        Runs.AddExportAsync(connection, definition =>
        {
            definition = definition with { Audience = Simulator.AddAudience(), Mode = mode };
            return change?.Invoke(definition) ?? definition;
        });

    /// <summary>Runs an export to its end.</summary>
    public async Task<RunRecord> RunAsync(RunProcess process, StoredExport export, RunRequest? request = null) =>
        await Runs.EndAsync(await RunWorld.StartAsync(process, export, request));

    /// <summary>Runs an export over three people twice; the second run finds the audience settled, so that its facts are known.</summary>
    public async Task RunTwiceAsync(RunProcess process, StoredExport export)
    {
        for (int run = 0; run < 2; run++)
            Assert.Equal((ExportStatus.Successful, 3), ((await RunAsync(process, export)).Status, CountMembers(export)));
    }

    public bool IsThere(StoredExport export, string email) =>
        Simulator.GetMembers(export.Definition.Audience, IdentifierKind.Email).Contains(ExportHarness.Digests([email]).Single());

    public int CountMembers(StoredExport export) => Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email);

    public async ValueTask DisposeAsync()
    {
        await Runs.DisposeAsync();
        _protector.Dispose();
        (Membership as IDisposable)?.Dispose();
    }

    private void Build(ISnapchatAudienceExportBuilder builder, Action<ISnapchatAudienceExportBuilder>? build)
    {
        builder.UseInMemoryMembership();
        builder.Services.Replace(ServiceDescriptor.Singleton(Membership));
        builder.Services.AddSingleton<ISecretProtector>(_protector);
        build?.Invoke(builder);
    }
}
