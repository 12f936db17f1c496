using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Registers what connections are made of.</summary>
internal static class ConnectionServices
{
    public static void AddConnections(this IServiceCollection services)
    {
        services.AddSingleton<TokenVault>();
        services.AddSingleton<AuthenticationLoss>();
        services.AddSingleton<ConnectionClients>();
        services.AddSingleton<IConnectionClients>(static services => services.GetRequiredService<ConnectionClients>());
        services.AddSingleton<ConsentRules>();
        services.AddSingleton<ConnectionRequirements>();
        services.AddSingleton<ConnectionViews>();
        services.AddSingleton<ConnectionActs>();
        services.AddSingleton<AuthenticationFlow>();
        services.AddSingleton<IConnectionRegistry, ConnectionRegistry>();
    }
}
