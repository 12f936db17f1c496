using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>A collector of traces and metrics as programs see it: OTLP over HTTP, whose bodies are kept.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<(string Signal, string Body)> _received = new();

    private TelemetryReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);

            // The names are text inside of the protocol's binary form.
            _received.Enqueue((signal, Encoding.Latin1.GetString(body.GetBuffer(), 0, (int)body.Length)));
            return Results.Bytes([], "application/x-protobuf");
        });
    }

    public string Address => _server.Urls.First();

    public static async Task<TelemetryReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var receiver = new TelemetryReceiver();
        await receiver._server.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>Finds out whether a signal (<c>traces</c> or <c>metrics</c>) was received that contains a text.</summary>
    public bool Has(string signal, string text) => _received.Any(received => received.Signal == signal && received.Body.Contains(text, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
