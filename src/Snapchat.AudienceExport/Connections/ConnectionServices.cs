using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Connections;

/// <summary>Registers what connections are made of.</summary>
internal static class ConnectionServices
{
    public static void AddConnections(this IServiceCollection services)
    {
        services.AddSingleton<IConnectionClients, ConnectionClients>();
    }
}
