using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Erasure;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Admin › Erasure: a person is erased or that is lifted, and what is pending is tried again.</summary>
internal static class ErasurePages
{
    public static void MapErasurePages(this IEndpointRouteBuilder group)
    {
        group.MapGet("/erasure", ShowAsync);
        group.MapPost("/erasure", ActAsync);
        group.MapPost("/erasure/retry", RetryAsync);
    }

    private static async Task<IResult> ShowAsync(PageScope page, IErasureService erasures, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        page.Show<ErasurePage>(new ErasureModel(await erasures.GetPendingAsync(user, cancellationToken).ConfigureAwait(false)));

    private static async Task<IResult> ActAsync(HttpContext context, PageScope page, IErasureService erasures, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        ErasureRequest request = PersonForm.Read(form);
        try
        {
            if (form.Has("act", "lift"))
            {
                await erasures.LiftAsync(user, request, cancellationToken).ConfigureAwait(false);
                return page.Go("/erasure", Notice.Lifted);
            }

            ErasureReport report = await erasures.EraseAsync(user, request, cancellationToken).ConfigureAwait(false);
            return page.Show<ErasurePage>(new ErasureModel(await erasures.GetPendingAsync(user, cancellationToken).ConfigureAwait(false)) { Report = report });
        }
        catch (Exception exception) when (exception is AudienceExportValidationException or AudienceExportNotFoundException)
        {
            PageProblem problem = PageProblem.Of(exception);
            return page.Show<ErasurePage>(new ErasureModel(await erasures.GetPendingAsync(user, cancellationToken).ConfigureAwait(false)) { Problem = problem }, problem.Status);
        }
    }

    private static async Task<IResult> RetryAsync(PageScope page, IErasureService erasures, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await erasures.RetryAsync(user, cancellationToken).ConfigureAwait(false);
        return page.Go("/erasure", Notice.ErasuresRetried);
    }
}
