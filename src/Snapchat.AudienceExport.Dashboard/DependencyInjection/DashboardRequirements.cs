using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.DependencyInjection;

/// <summary>What an application has to have before the dashboard is mapped; what is missing is said at its start, not at somebody's first request.</summary>
internal static class DashboardRequirements
{
    public static void Check(IServiceProvider services)
    {
        IServiceProviderIsService registered = services.GetRequiredService<IServiceProviderIsService>();
        if (!registered.IsService(typeof(PageScope)))
            throw new InvalidOperationException("MapAudienceExportDashboard needs its services: add .AddDashboard() to AddSnapchatAudienceExport().");
        if (!registered.IsService(typeof(IConnectionRegistry)) || !registered.IsService(typeof(IExportRegistry)) || !registered.IsService(typeof(IExportRunner)))
            throw new InvalidOperationException("MapAudienceExportDashboard needs a store: add one to AddSnapchatAudienceExport(), as in .UseInMemoryStore().");

        // Every page demands a signed-in person; without these services nobody could say who that is.
        if (!registered.IsService(typeof(IAuthorizationService)) || !services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.Any())
            throw new InvalidOperationException("MapAudienceExportDashboard needs to know who asks: call AddAuthentication() with at least one scheme, and AddAuthorization().");
    }
}
