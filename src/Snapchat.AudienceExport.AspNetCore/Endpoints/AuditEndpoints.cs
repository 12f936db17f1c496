using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Http;

namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The record of every act.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder group) =>
        group.MapGet("/audit", ListAsync).WithTags("Audit").Describe("ListAuditRecords", "Lists what was done, by whom, and how it ended, the latest first.");

    private static async Task<Answer<Page<AuditRecord>>> ListAsync(
        IAuditLog log, ClaimsPrincipal user, CancellationToken cancellationToken, string? subject = null, string? actor = null, AuditAction? action = null, int skip = 0, int take = 100)
    {
        Checks.Page(skip, take);
        Checks.Defined(action, nameof(action));
        AuditQuery query = new() { SubjectId = subject, ActorId = actor, Action = action, Skip = skip, Take = take };
        return new(await log.GetRecordsAsync(user, query, cancellationToken).ConfigureAwait(false));
    }
}
