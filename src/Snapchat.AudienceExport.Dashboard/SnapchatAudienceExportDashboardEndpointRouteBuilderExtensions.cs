using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.DependencyInjection;
using Snapchat.AudienceExport.Dashboard.Endpoints;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the pages of connections, exports, schedules and runs.</summary>
public static class SnapchatAudienceExportDashboardEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the dashboard. All of its pages demand an authenticated person; what the person may do is decided by the registries, and what they would refuse is not offered.
    /// Nothing is asked of the host's own pages, components, static files or middleware.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path under which it is mapped, once per application, as in <c>/audience-export/ui</c>. The way back from Snapchat's page is <c>oauth/callback</c> below it.</param>
    /// <returns>A builder that applies conventions to all of them, as in <c>.RequireAuthorization("policy")</c>.</returns>
    /// <exception cref="InvalidOperationException">The application has no authentication scheme, no authorization, no store, or lacks <c>AddDashboard()</c>.</exception>
    public static IEndpointConventionBuilder MapAudienceExportDashboard(this IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        DashboardRequirements.Check(endpoints.ServiceProvider);

        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.RequireAuthorization().ExcludeFromDescription();
        group.MapHome();
        group.MapAssets();
        group.MapConnectionPages();
        group.MapConnectionSteps();
        group.MapConnectionRemoval();
        group.MapAuthenticationReturn();
        group.MapExportPages();
        group.MapExportActions();
        group.MapBulkScheduling();
        group.MapExportEditor();
        group.MapPlanPages();
        group.MapRunPages();
        group.MapSchedulePages();
        group.MapErasurePages();
        group.MapAuditPages();

        // Around everything, binding of parameters included, whose errors no endpoint filter sees.
        ((IEndpointConventionBuilder)group).Add(PageBoundary.Surround);
        return group;
    }
}
