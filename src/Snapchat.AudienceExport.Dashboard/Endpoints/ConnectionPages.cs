using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Connections;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Admin › Connections: the list, a new one, and one with the steps of its set-up.</summary>
internal static class ConnectionPages
{
    public static void MapConnectionPages(this IEndpointRouteBuilder group)
    {
        group.MapGet("/connections", ListAsync);
        group.MapGet("/connections/new", New);
        group.MapPost("/connections", CreateAsync);
        group.MapGet("/connections/{id}", GetAsync);
        group.MapPost("/connections/{id}/test", TestAsync);
    }

    /// <summary>Shows a connection, with what has just gone wrong.</summary>
    public static async Task<IResult> ShowAsync(PageScope page, IConnectionRegistry registry, ConnectionId id, PageProblem? problem, CancellationToken cancellationToken) =>
        Show(page, await LoadAsync(page, registry, id, cancellationToken).ConfigureAwait(false) with { Problem = problem });

    private static async Task<IResult> ListAsync(
        PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, CancellationToken cancellationToken, string? authentication = null, ConnectionId? connection = null)
    {
        // The REST endpoints may be what Snapchat's page leads back to; they lead here with what came of it.
        if (connection is { } authenticated)
            return page.Go($"/connections/{authenticated}", AuthenticationReturn.NoticeOf(authentication));
        return page.Show<ConnectionsPage>(await registry.GetConnectionsAsync(user, cancellationToken).ConfigureAwait(false));
    }

    private static RazorComponentResult New(PageScope page) => page.IsAdministrator ? page.Show<NewConnectionPage>() : throw new BadHttpRequestException("Not for this person.", StatusCodes.Status403Forbidden);

    private static async Task<IResult> CreateAsync(HttpContext context, PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Connection draft = await registry.CreateDraftAsync(user, form["name"], cancellationToken).ConfigureAwait(false);
            return page.Go($"/connections/{draft.Id}");
        }
        catch (AudienceExportValidationException exception)
        {
            PageProblem problem = PageProblem.Of(exception);
            return page.Show<NewConnectionPage>(problem, problem.Status);
        }
    }

    private static async Task<IResult> GetAsync(PageScope page, IConnectionRegistry registry, ConnectionId id, CancellationToken cancellationToken) =>
        await ShowAsync(page, registry, id, problem: null, cancellationToken).ConfigureAwait(false);

    private static async Task<IResult> TestAsync(PageScope page, IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken)
    {
        try
        {
            ConnectionTest test = await registry.TestAsync(user, id, cancellationToken).ConfigureAwait(false);
            return Show(page, await LoadAsync(page, registry, id, cancellationToken).ConfigureAwait(false) with { Test = test });
        }
        catch (Exception exception) when (exception is SnapchatApiException or ReauthenticationRequiredException)
        {
            return await ShowAsync(page, registry, id, PageProblem.Of(exception), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ConnectionModel> LoadAsync(PageScope page, IConnectionRegistry registry, ConnectionId id, CancellationToken cancellationToken)
    {
        Connection connection = await registry.GetConnectionAsync(page.User, id, cancellationToken).ConfigureAwait(false);
        (ConsentStatement current, ConsentStatement? upcoming) = registry.GetConsentStatements();
        return new ConnectionModel(connection, current, upcoming);
    }

    private static RazorComponentResult Show(PageScope page, ConnectionModel model) => page.Show<ConnectionPage>(model, model.Problem?.Status ?? StatusCodes.Status200OK);
}
