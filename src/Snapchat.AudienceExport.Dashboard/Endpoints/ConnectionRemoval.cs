using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Connections;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Removing a connection: who uses it, detaching those, and the removal itself.</summary>
internal static class ConnectionRemoval
{
    public static void MapConnectionRemoval(this IEndpointRouteBuilder group)
    {
        group.MapGet("/connections/{id}/remove", AskAsync);
        group.MapPost("/connections/{id}/remove", RemoveAsync);
        group.MapPost("/connections/{id}/detach", DetachAsync);
    }

    private static async Task<IResult> AskAsync(PageScope page, IConnectionRegistry connections, IExportRegistry exports, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        page.Show<RemoveConnectionPage>(await LoadAsync(connections, exports, user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<IResult> RemoveAsync(
        HttpContext context, PageScope page, IConnectionRegistry connections, IExportRegistry exports, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await connections.RemoveAsync(user, id, form.Version(), cancellationToken).ConfigureAwait(false);
            return page.Go("/connections", Notice.Removed);
        }
        catch (Exception exception) when (exception is ConnectionInUseException or AudienceExportConcurrencyException)
        {
            PageProblem problem = PageProblem.Of(exception);
            return page.Show<RemoveConnectionPage>(await LoadAsync(connections, exports, user, id, cancellationToken).ConfigureAwait(false) with { Problem = problem }, problem.Status);
        }
    }

    private static async Task<IResult> DetachAsync(HttpContext context, PageScope page, IExportRegistry exports, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        ExportId[] chosen = ExportIds.Read(form);
        if (chosen.Length > 0)
            await exports.DetachAsync(user, chosen, cancellationToken).ConfigureAwait(false);
        return page.Go($"/connections/{id}/remove", Notice.Detached);
    }

    private static async Task<ConnectionRemovalModel> LoadAsync(IConnectionRegistry connections, IExportRegistry exports, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        Connection connection = await connections.GetConnectionAsync(user, id, cancellationToken).ConfigureAwait(false);
        List<Export> dependents = [];
        for (int skip = 0; ;)
        {
            Page<Export> found = await exports.GetExportsAsync(user, new ExportQuery { Skip = skip, Take = 1000 }, cancellationToken).ConfigureAwait(false);
            dependents.AddRange(found.Items.Where(export => export.Definition.Connection == id));
            skip += found.Items.Count;
            if (found.Items.Count == 0 || skip >= found.Total)
                return new ConnectionRemovalModel(connection, dependents);
        }
    }
}
