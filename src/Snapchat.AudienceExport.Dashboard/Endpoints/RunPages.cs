using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Dashboard.Components.Runs;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>One run: its progress, what it did, and what can be done about it.</summary>
internal static class RunPages
{
    public static void MapRunPages(this IEndpointRouteBuilder group)
    {
        group.MapGet("/runs/{run}", GetAsync);
        group.MapGet("/runs/{run}/events", FollowAsync);
        group.MapGet("/runs/{run}/manifest", ManifestAsync);
        group.MapPost("/runs/{run}/cancel", CancelAsync);
        group.MapPost("/runs/{run}/resume", ResumeAsync);
        group.MapPost("/runs/{run}/audience", RefreshAsync);
    }

    private static async Task<IResult> GetAsync(PageScope page, IExportRunner runner, IExportRegistry exports, RunId run, CancellationToken cancellationToken) =>
        await ShowAsync(page, runner, exports, run, problem: null, cancellationToken).ConfigureAwait(false);

    private static async Task<ServerSentEventsResult<string>> FollowAsync(
        HttpContext context, PageScope page, IExportRunner runner, IHostApplicationLifetime lifetime, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken)
    {
        // A run that is not there, or not for this person, is answered with its status; once the stream has begun there is none left to give.
        await runner.GetRunAsync(user, run, cancellationToken).ConfigureAwait(false);

        // Proxies that collect an answer before they pass it on would keep the progress back until the end.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(LiveRun.FollowAsync(runner, user, run, page.Language, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async Task<FileContentHttpResult> ManifestAsync(IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken)
    {
        RunRecord record = await runner.GetRunAsync(user, run, cancellationToken).ConfigureAwait(false);
        return TypedResults.File(RunManifest.Of(record).ToUtf8Json(), "application/json", $"run-{run}.json");
    }

    private static async Task<IResult> CancelAsync(PageScope page, IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken)
    {
        RunRecord record = await runner.CancelAsync(user, run, cancellationToken).ConfigureAwait(false);
        return page.Go($"/runs/{run}", record.HasEnded ? null : Notice.CancelAsked);
    }

    private static async Task<IResult> ResumeAsync(PageScope page, IExportRunner runner, IExportRegistry exports, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken)
    {
        try
        {
            await runner.ResumeAsync(user, run, cancellationToken).ConfigureAwait(false);
            return page.Go($"/runs/{run}");
        }
        catch (Exception exception) when (exception is RunNotResumableException or NoExportWorkerException)
        {
            return await ShowAsync(page, runner, exports, run, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> RefreshAsync(PageScope page, IExportRunner runner, IExportRegistry exports, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RefreshAudienceStatusAsync(user, run, cancellationToken).ConfigureAwait(false);
            return page.Go($"/runs/{run}", Notice.AudienceRead);
        }
        catch (Exception exception) when (exception is SnapchatApiException or ReauthenticationRequiredException)
        {
            return await ShowAsync(page, runner, exports, run, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> ShowAsync(PageScope page, IExportRunner runner, IExportRegistry exports, RunId run, PageProblem? problem, CancellationToken cancellationToken)
    {
        RunRecord record = await runner.GetRunAsync(page.User, run, cancellationToken).ConfigureAwait(false);
        ExportRight right = await FindRightAsync(exports, page.User, record, cancellationToken).ConfigureAwait(false);
        return page.Show<RunPage>(new RunModel(record, right) { Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
    }

    // What may be done with the run follows from the export as it is now, which may have been removed.
    private static async Task<ExportRight> FindRightAsync(IExportRegistry exports, ClaimsPrincipal user, RunRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return (await exports.GetExportAsync(user, record.Export, cancellationToken).ConfigureAwait(false)).Right;
        }
        catch (AudienceExportNotFoundException)
        {
            return ExportRight.CanView;
        }
    }
}
