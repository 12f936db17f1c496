using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport.Dashboard.Endpoints;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what the pages of <c>MapAudienceExportDashboard</c> stand on.</summary>
public static class AudienceExportDashboardBuilderExtensions
{
    /// <summary>Adds the services of the dashboard: static rendering of Razor components, and anti-forgery tokens. Authentication and authorization stay the application's own.</summary>
    /// <param name="builder">The registration.</param>
    /// <returns>The builder.</returns>
    public static ISnapchatAudienceExportBuilder AddDashboard(this ISnapchatAudienceExportBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.TryAddScoped<PageScope>();
        services.TryAddScoped<EditorServices>();
        services.TryAddSingleton<Assets>();
        services.TryAddSingleton<ContentPolicy>();
        return builder;
    }
}
