using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What is done with saved exports, one or several: run, detached, attached, removed.</summary>
internal static class ExportActions
{
    public static void MapExportActions(this IEndpointRouteBuilder group)
    {
        group.MapPost("/exports/run-all", RunAllAsync);
        group.MapPost("/exports/{id}/runs", StartAsync);
        group.MapPost("/exports/{id}/detach", DetachAsync);
        group.MapPost("/exports/{id}/attach", AttachAsync);
        group.MapPost("/exports/{id}/remove", RemoveAsync);
    }

    private static async Task<IResult> RunAllAsync(PageScope page, IExportRunner runner, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await runner.RunAllAsync(user, cancellationToken).ConfigureAwait(false);
        return page.Go("/exports", Notice.RunsStarted);
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, PageScope page, IExportRegistry exports, IExportRunner runner, IConnectionRegistry connections, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        RunRequest request = new() { WhenBusy = WhenBusy.Refuse, ResendAll = form.Has("resend", "true"), ConfirmedPlan = form.Text("confirmed") is { Length: > 0 } token ? token : null };
        try
        {
            return page.Go($"/runs/{await runner.StartAsync(user, id, request, cancellationToken).ConfigureAwait(false)}");
        }
        catch (Exception exception) when (exception is RunInProgressException or NoExportWorkerException)
        {
            return await ExportPages.ShowAsync(page, exports, runner, connections, id, skip: 0, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> DetachAsync(PageScope page, IExportRegistry exports, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        await exports.DetachAsync(user, [id], cancellationToken).ConfigureAwait(false);
        return page.Go($"/exports/{id}", Notice.Detached);
    }

    private static async Task<IResult> AttachAsync(
        HttpContext context, PageScope page, IExportRegistry exports, IExportRunner runner, IConnectionRegistry connections, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        if (!ConnectionId.TryParse(form["connection"], null, out ConnectionId connection))
            return page.Go($"/exports/{id}");
        try
        {
            await exports.AttachAsync(user, id, connection, cancellationToken).ConfigureAwait(false);
            return page.Go($"/exports/{id}", Notice.Attached);
        }
        catch (AudienceExportValidationException exception)
        {
            return await ExportPages.ShowAsync(page, exports, runner, connections, id, skip: 0, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, PageScope page, IExportRegistry exports, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        await exports.RemoveAsync(user, id, form.Version(), cancellationToken).ConfigureAwait(false);
        return page.Go("/exports", Notice.Removed);
    }
}
