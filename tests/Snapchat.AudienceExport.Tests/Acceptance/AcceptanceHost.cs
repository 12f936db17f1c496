using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.Tests.Acceptance;

/// <summary>A host with registries, runner and worker, as a product would have it, and a simulator in Snapchat's place. It uses the public API alone.</summary>
internal sealed class AcceptanceHost : IAsyncDisposable
{
    private readonly IHost _host;

    private AcceptanceHost(SnapchatSimulator simulator, IHost host)
    {
        Simulator = simulator;
        _host = host;
    }

    public SnapchatSimulator Simulator { get; }

    public ScriptedSource Source => _host.Services.GetRequiredService<ScriptedSource>();

    public MessageLog Log => _host.Services.GetRequiredService<MessageLog>();

    public IConnectionRegistry Connections => _host.Services.GetRequiredService<IConnectionRegistry>();

    public IExportRegistry Exports => _host.Services.GetRequiredService<IExportRegistry>();

    public IExportRunner Runner => _host.Services.GetRequiredService<IExportRunner>();

    public IErasureService Erasures => _host.Services.GetRequiredService<IErasureService>();

    public IMembershipAdministration Membership => _host.Services.GetRequiredService<IMembershipAdministration>();

    public IAuditLog Audit => _host.Services.GetRequiredService<IAuditLog>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AcceptanceHost> StartAsync(Action<ISnapchatAudienceExportBuilder> useStore)
    {
        SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<ScriptedSource>().AddSingleton<MessageLog>().AddSingleton<ILoggerProvider>(services => services.GetRequiredService<MessageLog>());
        ISnapchatAudienceExportBuilder exports = builder.Services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.RefreshToken = null;
            options.RedirectUri = new Uri("https://product.example/snapchat/callback");
            options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 100_000;
        });
        useStore(exports);
        exports.AddSegmentSource(services => services.GetRequiredService<ScriptedSource>()).AddExportWorker();
        IHost host = builder.Build();
        await host.StartAsync(Token);
        return new AcceptanceHost(simulator, host);
    }

    /// <summary>Sets up a connection in all steps, as an administrator does.</summary>
    public async Task<Connection> ConnectAsync(string name = "Shop", ConnectionAccess? access = null)
    {
        Connection connection = await Connections.CreateDraftAsync(People.Administrator, name, Token);
        if (access is not null)
            connection = await Connections.ShareAsync(People.Administrator, connection.Id, connection.Version, access, Token);
        await AgreeAsync(connection.Id);
        await AuthenticateAsync(connection.Id);
        connection = await Connections.AddExportUserAsync(People.Administrator, connection.Id, Token);
        return await Connections.SaveAsync(People.Administrator, connection.Id, connection.Version, Token);
    }

    public Task<Connection> AgreeAsync(ConnectionId id) =>
        Connections.GiveConsentAsync(People.Administrator, id, Connections.GetConsentStatements().Current.Version, Token);

    /// <summary>Does what the administrator's browser does on Snapchat's page.</summary>
    public async Task<Connection> AuthenticateAsync(ConnectionId id)
    {
        Uri page = await Connections.BeginAuthenticationAsync(People.Administrator, id, Token);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage answer = await browser.PostAsync(page, new FormUrlEncodedContent([KeyValuePair.Create("decision", "allow")]), Token);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        return await Connections.CompleteAuthenticationAsync(People.Administrator, query["state"].ToString(), query["code"].ToString(), Token);
    }

    public ExportDraft Draft(ConnectionId? connection, string name = "Newsletter") => new()
    {
        DisplayName = name,
        Connection = connection,
        Audience = Simulator.AddAudience().Value,
        Segments = [SegmentId.Parse("buyers")],
    };

    public Task<Export> SaveExportAsync(ConnectionId connection, string name = "Newsletter", ClaimsPrincipal? user = null) =>
        Exports.SaveAsync(user ?? People.Administrator, Draft(connection, name), cancellationToken: Token);

    /// <summary>Runs an export and waits for its end.</summary>
    public async Task<RunRecord> RunAsync(Export export, ClaimsPrincipal? user = null)
    {
        RunId run = await Runner.StartAsync(user ?? People.Administrator, export.Id, cancellationToken: Token);
        return await Runner.WaitAsync(user ?? People.Administrator, run, Token);
    }

    public Task<Export> ShowAsync(Export export, ClaimsPrincipal? user = null) => Exports.GetExportAsync(user ?? People.Administrator, export.Id, Token);

    public int CountMembers(Export export) => Simulator.CountMembers(export.Definition.Audience, IdentifierKind.Email);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
