using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>A simulator, a store, and any number of processes over the two, with every log on.</summary>
internal sealed class ConnectionHarness : IAsyncDisposable
{
    private readonly Action<SnapchatAudienceExportOptions>? _configure;
    private readonly List<ServiceProvider> _processes = [];

    private ConnectionHarness(SnapchatSimulator simulator, MovableTimeProvider time, Action<SnapchatAudienceExportOptions>? configure)
    {
        Simulator = simulator;
        Time = time;
        _configure = configure;
        (Store, Seam) = StoreSeam.Over(new InMemoryAudienceExportStore(time));
        Services = StartProcess();
    }

    public SnapchatSimulator Simulator { get; }

    public MovableTimeProvider Time { get; }

    public IAudienceExportStore Store { get; }

    public StoreSeam Seam { get; }

    public EphemeralSecretProtector Protector { get; } = new();

    public ServiceProvider Services { get; }

    public IConnectionRegistry Registry => Services.GetRequiredService<IConnectionRegistry>();

    public IEnumerable<FakeLogRecord> Logs => _processes.SelectMany(process => process.GetFakeLogCollector().GetSnapshot());

    public int Refreshes => Count(SimulatedOperation.Token);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ConnectionHarness> StartAsync(Action<SnapchatAudienceExportOptions>? configure = null, Action<SnapchatSimulatorOptions>? simulator = null)
    {
        var time = new MovableTimeProvider();
        var options = new SnapchatSimulatorOptions { TimeProvider = time };
        simulator?.Invoke(options);
        return new ConnectionHarness(await SnapchatSimulator.StartAsync(options, Token), time, configure);
    }

    public ServiceProvider StartProcess()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddSnapchatAudienceExport(options =>
        {
            Simulator.Configure(options);
            options.RefreshToken = null;
            options.RedirectUri = new Uri("https://host.example/callback");
            options.MinRetryDelay = options.MaxRetryDelay = TimeSpan.FromMilliseconds(1);
            options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 100_000;
            _configure?.Invoke(options);
        }).UseInMemoryStore();
        services.AddSingleton(Store);
        services.AddSingleton<ISecretProtector>(Protector);
        ServiceProvider process = services.BuildServiceProvider();
        _processes.Add(process);
        return process;
    }

    public int Count(SimulatedOperation operation) => Simulator.Requests.Count(request => request.Operation == operation);

    public ISnapchatAudienceClient Client(ConnectionId id, IServiceProvider? process = null) => (process ?? Services).GetRequiredService<ConnectionClients>().For(id);

    /// <summary>Authenticates a connection in the browser.</summary>
    public async Task<Connection> AuthenticateAsync(ConnectionId id)
    {
        (string state, string? code) = await Browser.DecideAsync(await Registry.BeginAuthenticationAsync(People.Administrator, id, Token));
        return await Registry.CompleteAuthenticationAsync(People.Administrator, state, code, Token);
    }

    /// <summary>The next answers to "who is this" name another account.</summary>
    public void AnswerAs(string account, int times = 1) => Simulator.Faults.Add(
        SimulatedOperation.GetCurrentUser,
        SimulatedFault.Status(200, $$"""{"request_status":"SUCCESS","me":{"id":"{{account}}","display_name":"Another"} }""", "application/json"),
        times);

    /// <summary>Gives consent to the wording in effect.</summary>
    public Task<Connection> ConsentAsync(ConnectionId id) =>
        Registry.GiveConsentAsync(People.Administrator, id, Registry.GetConsentStatements().Current.Version, Token);

    /// <summary>Sets up a connection and saves it.</summary>
    public async Task<Connection> SetUpAsync(ConnectionAccess? access = null)
    {
        Connection draft = await Registry.CreateDraftAsync(People.Administrator, "Snapchat EMEA", Token);
        if (access is not null)
            await Registry.ShareAsync(People.Administrator, draft.Id, draft.Version, access, Token);
        await ConsentAsync(draft.Id);
        await AuthenticateAsync(draft.Id);
        Connection complete = await Registry.AddExportUserAsync(People.Administrator, draft.Id, Token);
        return await Registry.SaveAsync(People.Administrator, draft.Id, complete.Version, Token);
    }

    public Task<Connection> GetAsync(ConnectionId id) => Registry.GetConnectionAsync(People.Administrator, id, Token);

    /// <summary>All audit records, the earliest first.</summary>
    public async Task<IReadOnlyList<AuditRecord>> AuditAsync() => [.. (await Store.GetAuditAsync(new AuditQuery { Take = 1000 }, Token)).Items.Reverse()];

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider process in _processes)
            await process.DisposeAsync();
        Protector.Dispose();
        await Simulator.DisposeAsync();
    }
}
