using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.DependencyInjection;

/// <summary>The client of the one account that the options may name.</summary>
internal static class SingleAccount
{
    public static ISnapchatAudienceClient CreateClient(IServiceProvider services)
    {
        SnapchatAudienceExportOptions options = services.GetRequiredService<IOptions<SnapchatAudienceExportOptions>>().Value;
        if (options is not { ClientId: { } clientId, ClientSecret: { } clientSecret, RefreshToken: { } refreshToken })
        {
            throw new InvalidOperationException(
                "The options name no Snapchat account; set ClientId, ClientSecret and RefreshToken, or make clients with ISnapchatAudienceClientFactory.");
        }

        return services.GetRequiredService<ISnapchatAudienceClientFactory>()
            .Create(new SnapchatCredentials(clientId, clientSecret, refreshToken, services.GetService<IRefreshTokenStore>()));
    }
}
