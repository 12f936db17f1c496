using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>The portal on Kestrel, shared by the tests of a class.</summary>
public class PortalStage : IAsyncLifetime
{
    private PortalApp? _portal;

    internal PortalApp Portal => _portal ?? throw new InvalidOperationException("Not started.");

    internal SnapchatSimulator Simulator => Portal.Simulator!;

    internal static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        // Snapchat's page has to lead back, so the port has to be known before anything starts.
        _portal = await PortalApp.CreateAsync(["--urls", $"http://127.0.0.1:{FreePort()}"], Configure);
        await _portal.StartAsync(Token);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_portal is not null)
            await _portal.DisposeAsync();
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
