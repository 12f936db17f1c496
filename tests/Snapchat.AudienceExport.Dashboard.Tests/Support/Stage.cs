using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Portal;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>The portal on Kestrel and a Chromium that looks at it, shared by the tests of a class; each test has a visitor of its own.</summary>
public sealed class Stage : IAsyncLifetime
{
    private PortalApp? _portal;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal PortalApp Portal => _portal ?? throw new InvalidOperationException("Not started.");

    internal SnapchatSimulator Simulator => Portal.Simulator!;

    internal static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Snapchat's page has to lead back, so the port has to be known before anything starts.
        _portal = await PortalApp.CreateAsync(["--urls", $"http://127.0.0.1:{FreePort()}"], Configure);
        await _portal.StartAsync(Token);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    /// <summary>Opens a browser window with cookies of its own, signed in as one of the demo people.</summary>
    internal async Task<Visitor> OpenAsync(string person, string locale = "en-US", ColorScheme scheme = ColorScheme.Light, int width = 1200, bool hasScript = true)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Portal.Address.AbsoluteUri,
            Locale = locale,
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            TimezoneId = "Asia/Almaty",
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        return await Visitor.SignInAsync(this, context, person);
    }

    private static void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Services.Configure<SnapchatAudienceExportOptions>(static options =>
        {
            options.MaxRequestsPerSecondPerApp = options.MaxRequestsPerSecondPerConnection = 10_000;
            options.MinRetryDelay = TimeSpan.FromMilliseconds(1);
            options.MaxRetryDelay = TimeSpan.FromMilliseconds(20);
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
