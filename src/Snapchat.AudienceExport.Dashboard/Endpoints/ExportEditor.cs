using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Editor;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>
/// The editor of an export: one form, whose buttons either save the draft or show it again with more to choose from. Nothing of the draft is stored before it is saved;
/// it travels in the form.
/// </summary>
internal static class ExportEditor
{
    public static void MapExportEditor(this IEndpointRouteBuilder group)
    {
        group.MapGet("/exports/new", NewAsync);
        group.MapPost("/exports/new", (HttpContext context, EditorServices services, CancellationToken cancellationToken) => ActAsync(context, services, id: null, cancellationToken));
        group.MapGet("/exports/{id}/copy", CopyAsync);
        group.MapGet("/exports/{id}/edit", EditAsync);
        group.MapPost("/exports/{id}/edit", (HttpContext context, EditorServices services, ExportId id, CancellationToken cancellationToken) => ActAsync(context, services, id, cancellationToken));
    }

    private static async Task<IResult> NewAsync(EditorServices services, ClaimsPrincipal user, ConnectionId? connection, CancellationToken cancellationToken) =>
        await ShowAsync(services, await services.Exports.CreateDraftAsync(user, connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task<IResult> CopyAsync(EditorServices services, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken) =>
        await ShowAsync(services, await services.Exports.DuplicateAsync(user, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task<IResult> EditAsync(EditorServices services, ClaimsPrincipal user, ExportId id, CancellationToken cancellationToken) =>
        await ShowAsync(services, await services.Exports.EditAsync(user, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private static async Task<IResult> ActAsync(HttpContext context, EditorServices services, ExportId? id, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        ExportDraft draft = EditorForm.Read(form, id);
        string act = form.Text("act");
        try
        {
            return act switch
            {
                "save" => await SaveAsync(services, draft, form, runs: false, cancellationToken).ConfigureAwait(false),
                "run" => await SaveAsync(services, draft, form, runs: true, cancellationToken).ConfigureAwait(false),
                "check" => await CheckAsync(services, draft, cancellationToken).ConfigureAwait(false),
                "browse" => await BrowseAsync(services, draft, cancellationToken).ConfigureAwait(false),
                "pick" => await ShowAsync(services, draft with { Audience = form.Text("picked") }, cancellationToken).ConfigureAwait(false),
                "create" => await CreateAudienceAsync(services, draft, form, cancellationToken).ConfigureAwait(false),
                _ => await ShowAsync(services, EditorForm.AddRow(draft, act), cancellationToken).ConfigureAwait(false),
            };
        }
        catch (AudienceExportException exception) when (exception is not AudienceExportAccessDeniedException and not AudienceExportNotFoundException)
        {
            EditorModel model = await LoadAsync(services, draft, cancellationToken).ConfigureAwait(false);
            return Show(services.Page, model with { Problem = PageProblem.Of(exception) });
        }
    }

    private static async Task<IResult> SaveAsync(EditorServices services, ExportDraft draft, IFormCollection form, bool runs, CancellationToken cancellationToken)
    {
        PageScope page = services.Page;
        FormerAudience former = Enum.TryParse(form["former"], out FormerAudience chosen) ? chosen : FormerAudience.Ask;
        Export export = await services.Exports.SaveAsync(page.User, draft, former, cancellationToken).ConfigureAwait(false);
        return runs
            ? await RunAsync(services, export.Id, cancellationToken).ConfigureAwait(false)
            : page.Go($"/exports/{export.Id}", export.Warnings.Count == 0 ? Notice.Saved : Notice.SavedAboveMaximum);
    }

    private static async Task<IResult> RunAsync(EditorServices services, ExportId id, CancellationToken cancellationToken)
    {
        PageScope page = services.Page;
        try
        {
            return page.Go($"/runs/{await services.Runner.StartAsync(page.User, id, request: null, cancellationToken).ConfigureAwait(false)}");
        }
        catch (AudienceExportException exception) when (exception is RunInProgressException or NoExportWorkerException)
        {
            // Not the draft again, which is saved by now: to save it once more would make another export of it.
            return await ExportPages.ShowAsync(page, services.Exports, services.Runner, services.Connections, id, skip: 0, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> CheckAsync(EditorServices services, ExportDraft draft, CancellationToken cancellationToken)
    {
        EditorModel model = await LoadAsync(services, draft, cancellationToken).ConfigureAwait(false);
        if (draft.Connection is { } connection && AudienceId.TryParse(draft.Audience, null, out AudienceId audience))
            return Show(services.Page, model with { Check = await services.Exports.CheckAudienceAsync(services.Page.User, connection, audience, cancellationToken).ConfigureAwait(false) });
        return Show(services.Page, model with { Check = new AudienceCheck(null, services.Page.Words.Editor.NotAnId) });
    }

    private static async Task<IResult> BrowseAsync(EditorServices services, ExportDraft draft, CancellationToken cancellationToken)
    {
        EditorModel model = await LoadAsync(services, draft, cancellationToken).ConfigureAwait(false);
        return Show(services.Page, draft.Connection is { } connection
            ? model with { Accounts = await EditorLoader.BrowseAsync(services.Page, services.Connections, connection, cancellationToken).ConfigureAwait(false) }
            : model);
    }

    private static async Task<IResult> CreateAudienceAsync(EditorServices services, ExportDraft draft, IFormCollection form, CancellationToken cancellationToken)
    {
        if (draft.Connection is not { } connection || NewAudienceForm.Read(form) is not { } audience)
            return await BrowseAsync(services, draft, cancellationToken).ConfigureAwait(false);
        ISnapchatAudienceClient client = await services.Connections.OpenClientAsync(services.Page.User, connection, cancellationToken).ConfigureAwait(false);
        SnapchatAudience created = await client.CreateAudienceAsync(audience, cancellationToken).ConfigureAwait(false);
        EditorModel model = await LoadAsync(services, draft with { Audience = created.Id.Value }, cancellationToken).ConfigureAwait(false);
        return Show(services.Page, model with { Check = new AudienceCheck(created, null) });
    }

    private static Task<EditorModel> LoadAsync(EditorServices services, ExportDraft draft, CancellationToken cancellationToken) =>
        EditorLoader.LoadAsync(services.Page, services.Connections, services.Exports, draft, cancellationToken);

    private static async Task<IResult> ShowAsync(EditorServices services, ExportDraft draft, CancellationToken cancellationToken) =>
        Show(services.Page, await LoadAsync(services, draft, cancellationToken).ConfigureAwait(false));

    private static RazorComponentResult Show(PageScope page, EditorModel model) => page.Show<EditorPage>(model, model.Problem?.Status ?? StatusCodes.Status200OK);
}
