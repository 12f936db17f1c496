using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>The schedules of several exports at once: kept and only enabled or paused, or one for all.</summary>
internal static class BulkScheduling
{
    public static void MapBulkScheduling(this IEndpointRouteBuilder group) => group.MapPost("/exports/schedules", ScheduleAsync);

    private static async Task<IResult> ScheduleAsync(HttpContext context, PageScope page, IExportRegistry exports, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        BulkScheduleForm form = BulkScheduleForm.Read(await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false));
        ValidationProblem[] problems = [.. form.FindProblems()];
        if (problems.Length > 0)
            return await ExportPages.ShowListAsync(page, exports, form, PageProblem.Invalid(problems), cancellationToken).ConfigureAwait(false);
        try
        {
            await ApplyAsync(exports, user, form, cancellationToken).ConfigureAwait(false);
            return page.Go($"/exports?search={Uri.EscapeDataString(form.Search)}&skip={form.Skip}", Notice.Scheduled);
        }
        catch (AudienceExportValidationException exception)
        {
            return await ExportPages.ShowListAsync(page, exports, form, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<IReadOnlyList<Export>> ApplyAsync(IExportRegistry exports, ClaimsPrincipal user, BulkScheduleForm form, CancellationToken cancellationToken) => form.Choice switch
    {
        BulkSchedule.Enable => exports.PauseScheduleAsync(user, form.Exports, isPaused: false, cancellationToken),
        BulkSchedule.Pause => exports.PauseScheduleAsync(user, form.Exports, isPaused: true, cancellationToken),
        BulkSchedule.SystemRefresh => exports.SetScheduleAsync(user, form.Exports, ExportSchedule.SystemRefresh, cancellationToken),
        BulkSchedule.Own => exports.SetScheduleAsync(user, form.Exports, new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = form.Recurrence }, cancellationToken),
        _ => exports.SetScheduleAsync(user, form.Exports, ExportSchedule.Off, cancellationToken),
    };
}
