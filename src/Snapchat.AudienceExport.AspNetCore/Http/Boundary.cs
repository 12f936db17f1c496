using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Http;

/// <summary>Surrounds every endpoint of this package and no other: asks for the anti-forgery token, and turns what goes wrong into problem details.</summary>
internal static class Boundary
{
    public static void Surround(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } next)
            endpoint.RequestDelegate = context => InvokeAsync(context, next);
    }

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await AntiforgeryGate.CheckAsync(context).ConfigureAwait(false);
            await next(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentLength: null, ContentType: null })
                await WriteAsync(context, Problems.OfStatus(context.Response.StatusCode)).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCanceled(context, exception))
        {
            EndpointProblem problem = Problems.Of(exception, context.User.Identity is { IsAuthenticated: true });
            if (problem.Status >= StatusCodes.Status500InternalServerError && exception is not AudienceExportException)
                Logger(context).UnexpectedException(exception.GetType().FullName, exception.StackTrace);

            // A client that has begun to read a success must not take what it has for the whole.
            if (context.Response.HasStarted)
                context.Abort();
            else
                await WriteAsync(context, problem).ConfigureAwait(false);
        }
    }

    private static bool IsCanceled(HttpContext context, Exception exception) => exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested;

    private static Task WriteAsync(HttpContext context, EndpointProblem problem) =>
        WireJson.WriteAsync(context, problem.Status, problem with { TraceId = Activity.Current?.Id ?? context.TraceIdentifier }, EndpointProblem.MediaType);

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Snapchat.AudienceExport.Endpoints");
}
