using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>The draining server on Kestrel.</summary>
internal static class KestrelServer
{
    /// <summary>Serves until standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        await using WebApplication application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync(CancellationToken.None);
        IServerAddressesFeature? addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Console.Out.WriteLine(new Uri(addresses!.Addresses.Single()).Port);
        await Console.In.ReadToEndAsync(CancellationToken.None);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        PipeReader body = context.Request.BodyReader;
        ReadResult read;
        do
        {
            read = await body.ReadAsync(context.RequestAborted);
            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(DrainAnswers.For(context.Request.Method, context.Request.Path.Value!, context.Request.ContentLength ?? 0), context.RequestAborted);
    }
}
