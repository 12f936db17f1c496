using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The system refresh: when it happens, turned off, asked for now.</summary>
internal static class SystemRefreshEndpoints
{
    public static void MapSystemRefresh(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder refresh = group.MapGroup("/system-refresh").WithTags("System refresh");
        refresh.MapGet("", GetAsync).Describe("GetSystemRefresh", "Gets when the system refresh happens, and how the latest one went.");
        refresh.MapPut("", SetAsync).Describe("SetSystemRefresh", "Says when the system refresh happens: daily or on some days of the week, 1 to 4 times a day.");
        refresh.MapDelete("", TurnOffAsync).Describe("TurnOffSystemRefresh", "Turns the system refresh off, which it is until somebody says when it happens.");
        refresh.MapPost("/run", RunAsync).Describe("RunSystemRefresh", "Lets a worker recompute the segments now. No export runs because of it; those that start meanwhile wait until it has ended.").NeedsWorker();
    }

    private static async Task<Answer<SystemRefreshState>> GetAsync(ISystemRefresh refresh, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Versioned(await refresh.GetAsync(user, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<SystemRefreshState>> SetAsync(ISystemRefresh refresh, ClaimsPrincipal user, IfMatch match, JsonBody<Recurrence> body, CancellationToken cancellationToken) =>
        Versioned(await refresh.SetAsync(user, match.Version, body.Value, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<SystemRefreshState>> TurnOffAsync(ISystemRefresh refresh, ClaimsPrincipal user, IfMatch match, CancellationToken cancellationToken) =>
        Versioned(await refresh.SetAsync(user, match.Version, recurrence: null, cancellationToken).ConfigureAwait(false));

    private static async Task<Answer<SystemRefreshState>> RunAsync(ISystemRefresh refresh, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Versioned(await refresh.RunNowAsync(user, cancellationToken).ConfigureAwait(false));

    private static Answer<SystemRefreshState> Versioned(SystemRefreshState state) => new(state, state.Version);
}
