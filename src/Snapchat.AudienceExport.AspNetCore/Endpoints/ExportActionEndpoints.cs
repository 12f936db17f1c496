using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>What is done with saved exports, one or several: scheduled, paused, detached, attached.</summary>
internal static class ExportActionEndpoints
{
    public static void MapExportActions(this IEndpointRouteBuilder group)
    {
        RouteGroupBuilder exports = group.MapGroup("/exports").WithTags("Exports");
        exports.MapPut("/schedules", ScheduleAsync).Describe("ScheduleExports", "Changes when exports run by themselves: one, or several alike. Either all are changed or none.");
        exports.MapPut("/schedules/paused", PauseAsync).Describe("PauseSchedules", "Pauses or enables the schedules of exports, and leaves each as it is. Either all are changed or none.");
        exports.MapPost("/detach", DetachAsync).Describe("DetachExports", "Takes the connection from exports, and answers once none of them uploads any more. Either all are detached or none.");
        exports.MapPut("/{id}/connection", AttachAsync).Describe("AttachExport", "Gives a detached export a connection.");
    }

    private static async Task<Answer<IReadOnlyList<Export>>> ScheduleAsync(IExportRegistry registry, ClaimsPrincipal user, JsonBody<ScheduleBody> body, CancellationToken cancellationToken)
    {
        Checks.Some(body.Value.Exports, "exports");
        return new(await registry.SetScheduleAsync(user, body.Value.Exports, body.Value.Schedule, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<IReadOnlyList<Export>>> PauseAsync(IExportRegistry registry, ClaimsPrincipal user, JsonBody<PauseBody> body, CancellationToken cancellationToken)
    {
        Checks.Some(body.Value.Exports, "exports");
        return new(await registry.PauseScheduleAsync(user, body.Value.Exports, body.Value.IsPaused, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<IReadOnlyList<Export>>> DetachAsync(IExportRegistry registry, ClaimsPrincipal user, JsonBody<ExportsBody> body, CancellationToken cancellationToken)
    {
        Checks.Some(body.Value.Exports, "exports");
        return new(await registry.DetachAsync(user, body.Value.Exports, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<Answer<Export>> AttachAsync(IExportRegistry registry, ClaimsPrincipal user, ExportId id, JsonBody<AttachBody> body, CancellationToken cancellationToken)
    {
        Export export = await registry.AttachAsync(user, id, body.Value.Connection, cancellationToken).ConfigureAwait(false);
        return new(export, export.Version);
    }
}
