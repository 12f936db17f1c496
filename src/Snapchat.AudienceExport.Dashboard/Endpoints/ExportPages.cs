using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Exports;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Data › Exports: the list, one export with its history, and the question before it is removed.</summary>
internal static class ExportPages
{
    public static void MapExportPages(this IEndpointRouteBuilder group)
    {
        group.MapGet("/exports", ListAsync);
        group.MapGet("/exports/{id}", GetAsync);
        group.MapGet("/exports/{id}/remove", AskAsync);
    }

    /// <summary>Shows an export, with what has just gone wrong.</summary>
    public static async Task<IResult> ShowAsync(
        PageScope page, IExportRegistry exports, IExportRunner runner, IConnectionRegistry connections, ExportId id, int skip, PageProblem? problem, CancellationToken cancellationToken)
    {
        Export export = await exports.GetExportAsync(page.User, id, cancellationToken).ConfigureAwait(false);
        Page<RunRecord> runs = await runner.GetRunsAsync(page.User, new RunQuery { Export = id, Skip = Math.Max(0, skip), Take = ExportModel.Take }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ConnectionChoice> choices = page.IsAdministrator && export.Definition.Connection is null
            ? [.. (await connections.GetChoicesAsync(page.User, cancellationToken).ConfigureAwait(false)).SelectMany(static type => type)]
            : [];
        IReadOnlyList<SegmentInfo> segments = await exports.GetExportSegmentsAsync(page.User, id, cancellationToken).ConfigureAwait(false);
        return page.Show<ExportPage>(new ExportModel(export, runs, skip) { Segments = segments, Choices = choices, Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>Shows the list of exports, with what has just gone wrong.</summary>
    public static async Task<IResult> ShowListAsync(PageScope page, IExportRegistry exports, BulkScheduleForm form, PageProblem? problem, CancellationToken cancellationToken)
    {
        ExportQuery query = new() { Search = form.Search, Skip = form.Skip, Take = ExportListModel.Take };
        Page<Export> found = await exports.GetExportsAsync(page.User, query, cancellationToken).ConfigureAwait(false);
        return page.Show<ExportsPage>(new ExportListModel(found, form) { Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
    }

    private static Task<IResult> ListAsync(PageScope page, IExportRegistry exports, CancellationToken cancellationToken, string? search = null, int skip = 0) =>
        ShowListAsync(page, exports, new BulkScheduleForm { Search = search ?? "", Skip = Math.Max(0, skip) }, problem: null, cancellationToken);

    private static Task<IResult> GetAsync(
        PageScope page, IExportRegistry exports, IExportRunner runner, IConnectionRegistry connections, ExportId id, CancellationToken cancellationToken, int skip = 0) =>
        ShowAsync(page, exports, runner, connections, id, skip, problem: null, cancellationToken);

    private static async Task<IResult> AskAsync(PageScope page, IExportRegistry exports, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken)
    {
        Export export = await exports.GetExportAsync(user, id, cancellationToken).ConfigureAwait(false);
        return export.Right == ExportRight.CanEdit ? page.Show<RemoveExportPage>(export) : page.Go($"/exports/{id}");
    }
}
