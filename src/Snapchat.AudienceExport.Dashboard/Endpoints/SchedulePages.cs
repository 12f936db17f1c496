using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Schedules;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Admin › Schedules: when the system refresh happens, and that it happens now.</summary>
internal static class SchedulePages
{
    public static void MapSchedulePages(this IEndpointRouteBuilder group)
    {
        group.MapGet("/schedules", GetAsync);
        group.MapPost("/schedules", SetAsync);
        group.MapPost("/schedules/run", RunAsync);
    }

    private static async Task<IResult> GetAsync(PageScope page, ISystemRefresh refresh, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        SystemRefreshState state = await refresh.GetAsync(user, cancellationToken).ConfigureAwait(false);
        return page.Show<SchedulesPage>(new SchedulesModel(state, state.Recurrence));
    }

    private static async Task<IResult> SetAsync(HttpContext context, PageScope page, ISystemRefresh refresh, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        Recurrence? wanted = form.Has("refresh", "off") ? null : ScheduleForm.ReadRecurrence(form);
        try
        {
            await refresh.SetAsync(user, form.Version(), wanted, cancellationToken).ConfigureAwait(false);
            return page.Go("/schedules", Notice.Scheduled);
        }
        catch (Exception exception) when (exception is AudienceExportValidationException or AudienceExportConcurrencyException)
        {
            PageProblem problem = PageProblem.Of(exception);
            SystemRefreshState state = await refresh.GetAsync(user, cancellationToken).ConfigureAwait(false);
            return page.Show<SchedulesPage>(new SchedulesModel(state, wanted) { Problem = problem }, problem.Status);
        }
    }

    private static async Task<IResult> RunAsync(PageScope page, ISystemRefresh refresh, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await refresh.RunNowAsync(user, cancellationToken).ConfigureAwait(false);
        return page.Go("/schedules", Notice.RefreshStarted);
    }
}
