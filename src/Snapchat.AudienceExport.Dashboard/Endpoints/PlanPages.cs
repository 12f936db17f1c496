using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Exports;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What a run would send, before it sends it, and the confirmation of removals.</summary>
internal static class PlanPages
{
    public static void MapPlanPages(this IEndpointRouteBuilder group)
    {
        group.MapGet("/exports/{id}/plan", AskAsync);
        group.MapPost("/exports/{id}/plan", MakeAsync);
    }

    private static async Task<IResult> AskAsync(PageScope page, IExportRegistry exports, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        Export export = await exports.GetExportAsync(user, id, cancellationToken).ConfigureAwait(false);
        return export.Right == ExportRight.CanEdit ? page.Show<PlanPage>(new PlanModel(export)) : page.Go($"/exports/{id}");
    }

    private static async Task<IResult> MakeAsync(HttpContext context, PageScope page, IExportRegistry exports, IExportRunner runner, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        PlanModel model = new(await exports.GetExportAsync(user, id, cancellationToken).ConfigureAwait(false), form.Has("resend", "true"));
        try
        {
            ExportPlan plan = await runner.PlanAsync(user, id, new RunRequest { ResendAll = model.ResendAll }, progress: null, cancellationToken).ConfigureAwait(false);
            return page.Show<PlanPage>(model with { Plan = plan });
        }
        catch (AudienceExportException exception) when (exception is not AudienceExportAccessDeniedException)
        {
            PageProblem problem = PageProblem.Of(exception);
            return page.Show<PlanPage>(model with { Problem = problem }, problem.Status);
        }
    }
}
