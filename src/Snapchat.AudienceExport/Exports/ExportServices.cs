using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Registers what saved exports are made of.</summary>
internal static class ExportServices
{
    public static void AddExports(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<ExportAccess>();
        services.AddSingleton<ExportUserSources>();
        services.AddSingleton<ExportSegments>();
        services.AddSingleton<SourceValidator>();
        services.AddSingleton<ExportValidator>();
        services.AddSingleton<AudienceInspector>();
        services.AddSingleton<FormerAudienceClearing>();
        services.AddSingleton<ExportSaving>();
        services.AddSingleton<ExportChanges>();
        services.AddSingleton<IExportRegistry, ExportRegistry>();
    }
}
