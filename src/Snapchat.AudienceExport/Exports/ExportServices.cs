using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Registers what saved exports are made of.</summary>
internal static class ExportServices
{
    public static void AddExports(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
    }
}
