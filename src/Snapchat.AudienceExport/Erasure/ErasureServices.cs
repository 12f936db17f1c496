using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>Registers what erases people. Called whenever a store was added, since it needs one of each.</summary>
internal static class ErasureServices
{
    public static void AddErasure(this IServiceCollection services)
    {
        if (!Has<IAudienceExportStore>(services))
            return;
        if (!Has<IMembershipStore>(services))
        {
            services.TryAddSingleton<IErasureService, MissingMembership>();
            services.TryAddSingleton<IMembershipAdministration, MissingMembership>();
            return;
        }

        services.TryAddSingleton<WrittenAudiences>();
        services.TryAddSingleton<ErasureConnections>();
        services.TryAddSingleton<ErasureSweep>();
        services.TryAddSingleton<ErasureReports>();
        services.Replace(ServiceDescriptor.Singleton<IErasureService, ErasureService>());
        services.Replace(ServiceDescriptor.Singleton<IMembershipAdministration, MembershipAdministration>());
    }

    private static bool Has<T>(IServiceCollection services) => services.Any(static service => service.ServiceType == typeof(T));
}
