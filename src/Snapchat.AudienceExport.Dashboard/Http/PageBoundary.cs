using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Dashboard.Components.Shared;
using Snapchat.AudienceExport.Dashboard.Diagnostics;

namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>Surrounds every page and no other endpoint of the host: sets the headers, asks for the anti-forgery token, and shows what goes wrong as a page.</summary>
internal static class PageBoundary
{
    public static void Surround(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } next)
            endpoint.RequestDelegate = context => InvokeAsync(context, next);
    }

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        PageScope page = context.RequestServices.GetRequiredService<PageScope>();
        SetHeaders(context);
        FormGate.Limit(context);
        try
        {
            await page.BeginAsync(context).ConfigureAwait(false);
            if (HttpMethods.IsPost(context.Request.Method) && await FormGate.FindProblemAsync(context).ConfigureAwait(false) is { } refused)
                await ShowAsync(context, page, refused).ConfigureAwait(false);
            else
                await next(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentLength: null, ContentType: null })
                await ShowAsync(context, page, PageProblem.OfStatus(context.Response.StatusCode)).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsCanceled(context, exception))
        {
            PageProblem problem = PageProblem.Of(exception);
            if (problem.IsUnexpected)
                Logger(context).UnexpectedPageException(exception.GetType().FullName, exception.StackTrace);
            if (context.Response.HasStarted)
                context.Abort();
            else
                await ShowAsync(context, page, problem with { TraceId = problem.IsUnexpected ? Activity.Current?.Id ?? context.TraceIdentifier : null }).ConfigureAwait(false);
        }
    }

    private static void SetHeaders(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = context.RequestServices.GetRequiredService<ContentPolicy>().Value;
        headers["Referrer-Policy"] = "same-origin";
    }

    private static Task ShowAsync(HttpContext context, PageScope page, PageProblem problem) => page.Show<ProblemPage>(problem, problem.Status).ExecuteAsync(context);

    private static bool IsCanceled(HttpContext context, Exception exception) => exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested;

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Snapchat.AudienceExport.Dashboard");
}
