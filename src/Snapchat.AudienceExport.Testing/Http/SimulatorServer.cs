using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Testing.Http;

/// <summary>Kestrel alone, without a host: nothing reads configuration, takes Ctrl+C, or logs.</summary>
internal sealed class SimulatorServer : IHttpApplication<HttpContext>, IDisposable
{
    private readonly KestrelServer _server;
    private readonly RequestDelegate _handler;

    public SimulatorServer(int port, RequestDelegate handler)
    {
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        options.Limits.MaxRequestBodySize = null;
        // A test may hold a request or stop in the debugger for as long as it likes.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        _server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        _handler = handler;
    }

    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single() + "/");

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(this, cancellationToken);

    public Task StopAsync() => _server.StopAsync(new CancellationToken(canceled: true));

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _handler(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public void Dispose() => _server.Dispose();
}
