using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>What an application has to have before endpoints are mapped; what is missing is said at its start, not at somebody's first request.</summary>
internal static class StartRequirements
{
    public static void Check(IServiceProvider services)
    {
        IServiceProviderIsService registered = services.GetRequiredService<IServiceProviderIsService>();
        if (!registered.IsService(typeof(IValidateOptions<AudienceExportEndpointOptions>)) || !registered.IsService(typeof(IAntiforgery)))
            throw new InvalidOperationException("MapSnapchatAudienceExport needs its services: add .AddEndpoints() to AddSnapchatAudienceExport().");
        if (!registered.IsService(typeof(IConnectionRegistry)) || !registered.IsService(typeof(IExportRegistry)) || !registered.IsService(typeof(IExportRunner)))
            throw new InvalidOperationException("MapSnapchatAudienceExport needs a store: add one to AddSnapchatAudienceExport(), as in .UseInMemoryStore().");

        // Every endpoint demands a signed-in person; without these services nobody could say who that is.
        if (!registered.IsService(typeof(IAuthorizationService)) || !services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Schemes.Any())
            throw new InvalidOperationException("MapSnapchatAudienceExport needs to know who asks: call AddAuthentication() with at least one scheme, and AddAuthorization().");
    }
}
