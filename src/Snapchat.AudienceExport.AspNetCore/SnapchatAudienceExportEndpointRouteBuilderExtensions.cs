using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.DependencyInjection;
using Snapchat.AudienceExport.Endpoints;
using Snapchat.AudienceExport.Http;
using Snapchat.AudienceExport.OpenApi;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the REST endpoints of connections, exports, the system refresh, runs, erasures and the audit log.</summary>
public static class SnapchatAudienceExportEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the REST endpoints. All of them demand an authenticated person; what the person may do is decided by the registries. Errors are RFC 9457 problem details.
    /// Calls that change something and do not carry a token of their own in the <c>Authorization</c> header need an anti-forgery token.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path under which they are mapped, as in <c>/audience-export</c>.</param>
    /// <returns>A builder that applies conventions to all of them, as in <c>.RequireAuthorization("policy")</c> or <c>.RequireRateLimiting("policy")</c>.</returns>
    /// <exception cref="InvalidOperationException">The application has no authentication scheme, no authorization, no store, or lacks <c>AddEndpoints()</c>.</exception>
    public static IEndpointConventionBuilder MapSnapchatAudienceExport(this IEndpointRouteBuilder endpoints, string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        StartRequirements.Check(endpoints.ServiceProvider);
        AudienceExportEndpointOptions options = endpoints.ServiceProvider.GetRequiredService<IOptions<AudienceExportEndpointOptions>>().Value;

        RouteGroupBuilder group = endpoints.MapGroup(prefix);
        group.RequireAuthorization().WithGroupName(ApiDocument.Name).WithMetadata(new BodyLimit(options.MaxRequestBodyBytes)).WithCommonProblems();
        group.MapConnections();
        group.MapConsent();
        group.MapAuthentication();
        group.MapAudiences();
        group.MapExports();
        group.MapExportActions();
        group.MapSystemRefresh();
        group.MapRuns();
        group.MapErasures();
        group.MapAudit();
        group.MapAntiforgeryToken();
        group.MapApiDocument();

        // Around everything, binding of parameters included, whose errors no endpoint filter sees.
        ((IEndpointConventionBuilder)group).Add(Boundary.Surround);
        return group;
    }
}
