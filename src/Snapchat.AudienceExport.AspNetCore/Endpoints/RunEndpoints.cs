using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>Runs: started, followed, canceled, resumed, looked up.</summary>
internal static class RunEndpoints
{
    private const string GetOne = "GetRun";

    public static void MapRuns(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder runs = group.MapGroup("").WithTags("Runs");
        runs.MapPost("/exports/{id}/runs", StartAsync).Describe("StartRun", "Asks for a run of an export, with or without an active schedule.").MayConflict().NeedsWorker();
        runs.MapPost("/exports/{id}/plan", PlanAsync).Describe("PlanRun", "Finds out what a run of an export would send, and sends nothing.").CallsSnapchat();
        runs.MapPost("/runs", StartAllAsync).Describe("RunAll", "Asks for a run of every export with an active schedule that the acting person may edit.").NeedsWorker();
        runs.MapGet("/runs", ListAsync).Describe("ListRuns", "Lists runs, the latest first.");
        runs.MapGet("/runs/{run}", GetAsync).Describe(GetOne, "Gets the record of a run.");
        runs.MapGet("/runs/{run}/events", FollowAsync).Describe("FollowRun", "Follows a run by server-sent events: \"progress\" with the record whenever it has changed, \"ended\" with the last one.");
        runs.MapPost("/runs/{run}/cancel", CancelAsync).Describe("CancelRun", "Cancels a run, queued or under way. What Snapchat accepted stays.");
        runs.MapPost("/runs/{run}/resume", ResumeAsync).Describe("ResumeRun", "Goes on with a run that failed or was canceled: what Snapchat has not answered is sent.").MayConflict().NeedsWorker();
        runs.MapPost("/runs/{run}/audience-status", RefreshAsync).Describe("RefreshAudienceStatus", "Reads the audience of a finished run at Snapchat again.").CallsSnapchat();
    }

    private static async Task<CreatedAnswer<RunStart>> StartAsync(IExportRunner runner, ClaimsPrincipal user, ExportId id, JsonBody<RunRequest>? body, CancellationToken cancellationToken)
    {
        RunId run = await runner.StartAsync(user, id, body?.Value, cancellationToken).ConfigureAwait(false);
        return new(new RunStart(run), (GetOne, new { run }));
    }

    private static async Task<Answer<ExportPlan>> PlanAsync(IExportRunner runner, ClaimsPrincipal user, ExportId id, JsonBody<RunRequest>? body, CancellationToken cancellationToken) =>
        new(await runner.PlanAsync(user, id, body?.Value, progress: null, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<IReadOnlyList<RunStart>>> StartAllAsync(IExportRunner runner, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunId> runs = await runner.RunAllAsync(user, cancellationToken).ConfigureAwait(false);
        return new([.. runs.Select(static run => new RunStart(run))]);
    }

    private static async Task<Answer<Page<RunRecord>>> ListAsync(
        IExportRunner runner, ClaimsPrincipal user, CancellationToken cancellationToken, ExportId? export = null, ExportStatus? status = null, int skip = 0, int take = 50)
    {
        Checks.Page(skip, take);
        Checks.Defined(status, nameof(status));
        return new(await runner.GetRunsAsync(user, new RunQuery { Export = export, Status = status, Skip = skip, Take = take }, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<RunRecord>> GetAsync(IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken) =>
        new(await runner.GetRunAsync(user, run, cancellationToken).ConfigureAwait(false));

    private static async Task<ServerSentEventsResult<string>> FollowAsync(
        HttpContext context, IExportRunner runner, IHostApplicationLifetime lifetime, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken)
    {
        // A run that is not there, or not for this person, is answered with its status; once the stream has begun there is none left to give.
        await runner.GetRunAsync(user, run, cancellationToken).ConfigureAwait(false);

        // Proxies that collect an answer before they pass it on would keep the progress back until the end.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(RunEvents.FollowAsync(runner, user, run, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async Task<Answer<RunRecord>> CancelAsync(IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken) =>
        new(await runner.CancelAsync(user, run, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<RunRecord>> ResumeAsync(IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken) =>
        new(await runner.ResumeAsync(user, run, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<RunRecord>> RefreshAsync(IExportRunner runner, ClaimsPrincipal user, RunId run, CancellationToken cancellationToken) =>
        new(await runner.RefreshAudienceStatusAsync(user, run, cancellationToken).ConfigureAwait(false));
}
