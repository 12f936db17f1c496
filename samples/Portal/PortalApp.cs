using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Components;
using Portal.Customers;
using Portal.People;
using Portal.Simulation;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Testing;

namespace Portal;

/// <summary>A customer-data portal with a page of its own, and the dashboard and REST endpoints of the library below it.</summary>
internal sealed class PortalApp : IAsyncDisposable
{
    public const string Dashboard = "/audience-export/ui";
    private const string Endpoints = "/audience-export";

    private readonly WebApplication _app;
    private readonly StateFolder _state;

    private PortalApp(WebApplication app, SnapchatSimulator? simulator, StateFolder state) => (_app, Simulator, _state) = (app, simulator, state);

    /// <summary>The simulated Snapchat, or null where the portal talks to Snapchat itself.</summary>
    public SnapchatSimulator? Simulator { get; }

    public Uri Address => new(_app.Urls.First());

    public IServiceProvider Services => _app.Services;

    /// <param name="args">The command line, whose options override the configuration, as in <c>--urls http://localhost:6000</c>.</param>
    /// <param name="configure">Changes the registration, for tests.</param>
    public static async Task<PortalApp> CreateAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        Uri address = new(builder.Configuration["Urls"] ?? "http://localhost:5080");
        SnapchatSimulator? simulator = builder.Configuration["Snapchat:ClientId"] is null ? await SimulatedSnapchat.StartAsync() : null;

        // A simulated Snapchat forgets everything when it stops; tokens for it that were kept would be of no use.
        var state = new StateFolder(simulator is null ? builder.Configuration["Portal:State"] ?? "portal-state" : null);
        AddPortal(builder, address, simulator, state);
        configure?.Invoke(builder);
        WebApplication app = builder.Build();
        Map(app);
        return new PortalApp(app, simulator, state);
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => _app.StartAsync(cancellationToken);

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (Simulator is not null)
            await Simulator.DisposeAsync();
        _state.Dispose();
    }

    private static void AddPortal(WebApplicationBuilder builder, Uri address, SnapchatSimulator? simulator, StateFolder state)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.LoginPath = "/";
            options.AccessDeniedPath = "/";
        });
        builder.Services.AddAuthorization();
        builder.Services.AddRazorComponents();
        builder.Services.AddSnapchatAudienceExport(builder.Configuration.GetSection("Snapchat"))
            .AddSegmentSource<CustomerSegments>()
            .AddPhoneNumbers()
            .UseSqlite(state.ConnectionString)
            .AddExportWorker()
            .AddEndpoints(options => options.ReturnPath = $"{Dashboard}/connections")
            .AddDashboard();
        builder.Services.Configure<SnapchatAudienceExportOptions>(options =>
        {
            if (simulator is not null)
                SimulatedSnapchat.Configure(simulator, options);
            options.RedirectUri ??= new Uri(address, $"{Dashboard}/oauth/callback");
        });
    }

    private static void Map(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapSnapchatAudienceExport(Endpoints);
        app.MapAudienceExportDashboard(Dashboard);
        app.MapDemoPeople(Dashboard);
        app.MapRazorComponents<App>();
    }
}
