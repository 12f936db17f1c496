using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>Connections: set up, shared, tested, removed; and the choice of those a person may use.</summary>
internal static class ConnectionEndpoints
{
    private const string GetOne = "GetConnection";

    public static void MapConnections(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder connections = group.MapGroup("/connections").WithTags("Connections");
        connections.MapGet("", ListAsync).Describe("ListConnections", "Lists all connections, drafts included.");
        connections.MapPost("", CreateAsync).Describe("CreateConnection", "Begins a connection: a draft, which nobody can export through before it is saved.");
        connections.MapGet("/{id}", GetAsync).Describe(GetOne, "Gets a connection, with what is missing before it can be saved.");
        connections.MapPut("/{id}/name", RenameAsync).Describe("RenameConnection", "Renames a connection.");
        connections.MapPut("/{id}/access", ShareAsync).Describe("ShareConnection", "Says who may use a connection.");
        connections.MapPut("/{id}/export-user", AddExportUserAsync).Describe("AddExportUser", "Makes the acting person the one under whose identity profiles are read.");
        connections.MapPost("/{id}/test", TestAsync).Describe("TestConnection", "Asks Snapchat what the connection reaches.").CallsSnapchat();
        connections.MapPost("/{id}/save", SaveAsync).Describe("SaveConnection", "Completes the set-up; everything that is missing is named.");
        connections.MapDelete("/{id}", RemoveAsync).Describe("RemoveConnection", "Removes a connection that no export uses, and erases its tokens.").MayConflict();
        group.MapGet("/connection-choices", ChooseAsync).WithTags("Connections").Describe("ListConnectionChoices", "Lists the connections that the acting person may use in an export, by type.");
    }

    private static async Task<Answer<IReadOnlyList<Connection>>> ListAsync(IConnectionRegistry registry, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(await registry.GetConnectionsAsync(user, cancellationToken).ConfigureAwait(false));

    private static async Task<CreatedAnswer<Connection>> CreateAsync(IConnectionRegistry registry, ClaimsPrincipal user, JsonBody<NewConnectionBody>? body, CancellationToken cancellationToken)
    {
        Connection draft = await registry.CreateDraftAsync(user, body?.Value.DisplayName, cancellationToken).ConfigureAwait(false);
        return new(draft, (GetOne, new { id = draft.Id }), draft.Version);
    }

    private static async Task<Answer<Connection>> GetAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        Versioned(await registry.GetConnectionAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<Connection>> RenameAsync(
        IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, IfMatch match, JsonBody<NameBody> body, CancellationToken cancellationToken) =>
        Versioned(await registry.RenameAsync(user, id, match.Version, body.Value.DisplayName, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<Connection>> ShareAsync(
        IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, IfMatch match, JsonBody<ConnectionAccess> body, CancellationToken cancellationToken) =>
        Versioned(await registry.ShareAsync(user, id, match.Version, body.Value, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<Connection>> AddExportUserAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        Versioned(await registry.AddExportUserAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<ConnectionTest>> TestAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, CancellationToken cancellationToken) =>
        new(await registry.TestAsync(user, id, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<Connection>> SaveAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, IfMatch match, CancellationToken cancellationToken) =>
        Versioned(await registry.SaveAsync(user, id, match.Version, cancellationToken).ConfigureAwait(false));

    private static async Task<NoContent> RemoveAsync(IConnectionRegistry registry, ClaimsPrincipal user, ConnectionId id, IfMatch match, CancellationToken cancellationToken)
    {
        await registry.RemoveAsync(user, id, match.Version, cancellationToken).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<Answer<IReadOnlyList<ConnectionChoices>>> ChooseAsync(IConnectionRegistry registry, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        ILookup<ConnectionType, ConnectionChoice> choices = await registry.GetChoicesAsync(user, cancellationToken).ConfigureAwait(false);
        return new([.. choices.Select(static group => new ConnectionChoices(group.Key, [.. group]))]);
    }

    private static Answer<Connection> Versioned(Connection connection) => new(connection, connection.Version);
}
