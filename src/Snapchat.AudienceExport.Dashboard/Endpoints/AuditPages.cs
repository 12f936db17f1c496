using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Components.Audit;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>Admin › Audit: the record of every act.</summary>
internal static class AuditPages
{
    public static void MapAuditPages(this IEndpointRouteBuilder group) => group.MapGet("/audit", ListAsync);

    private static async Task<IResult> ListAsync(PageScope page, IAuditLog log, ClaimsPrincipal user, CancellationToken cancellationToken, int skip = 0)
    {
        AuditQuery query = new() { Skip = Math.Max(0, skip), Take = AuditModel.Take };
        return page.Show<AuditPage>(new AuditModel(await log.GetRecordsAsync(user, query, cancellationToken).ConfigureAwait(false), query.Skip));
    }
}
