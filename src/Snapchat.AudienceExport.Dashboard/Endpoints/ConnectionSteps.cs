using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>The steps of the set-up of a connection, each a form of its own, in any order; also what changes a connection later.</summary>
internal static class ConnectionSteps
{
    public static void MapConnectionSteps(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder steps = group.MapGroup("/connections/{id}");
        steps.MapPost("/name", RenameAsync);
        steps.MapPost("/access", ShareAsync);
        steps.MapPost("/consent", AgreeAsync);
        steps.MapPost("/consent/withdraw", WithdrawAsync);
        steps.MapPost("/authenticate", AuthenticateAsync);
        steps.MapPost("/export-user", AddExportUserAsync);
        steps.MapPost("/save", SaveAsync);
    }

    private static Task<IResult> RenameAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        StepAsync(context, page, registry, id, Notice.Saved, form => registry.RenameAsync(user, id, form.Version(), form.Text("name"), cancellationToken), cancellationToken);

    private static Task<IResult> ShareAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        StepAsync(context, page, registry, id, Notice.Shared, form => registry.ShareAsync(user, id, form.Version(), AccessForm.Read(form), cancellationToken), cancellationToken);

    private static Task<IResult> AgreeAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        StepAsync(context, page, registry, id, Notice.ConsentGiven, form => registry.GiveConsentAsync(user, id, form.Text("statement"), cancellationToken), cancellationToken);

    private static Task<IResult> WithdrawAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        StepAsync(context, page, registry, id, Notice.ConsentWithdrawn, _ => registry.WithdrawConsentAsync(user, id, cancellationToken), cancellationToken);

    private static Task<IResult> AddExportUserAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        StepAsync(context, page, registry, id, Notice.ExportUserAdded, _ => registry.AddExportUserAsync(user, id, cancellationToken), cancellationToken);

    private static Task<IResult> SaveAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        StepAsync(context, page, registry, id, Notice.Saved, form => registry.SaveAsync(user, id, form.Version(), cancellationToken), cancellationToken);

    private static async Task<IResult> AuthenticateAsync(PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Redirect((await registry.BeginAuthenticationAsync(user, id, cancellationToken).ConfigureAwait(false)).AbsoluteUri);
        }
        catch (AudienceExportValidationException exception)
        {
            return await ConnectionPages.ShowAsync(page, registry, id, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> StepAsync(
        HttpContext context, PageScope page, IConnectionRegistry registry, ConnectionId id, Notice done, Func<IFormCollection, Task<Connection>> act, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await act(form).ConfigureAwait(false);
            return page.Go($"/connections/{id}", done);
        }
        catch (Exception exception) when (exception is AudienceExportValidationException or AudienceExportConcurrencyException)
        {
            return await ConnectionPages.ShowAsync(page, registry, id, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }
}
