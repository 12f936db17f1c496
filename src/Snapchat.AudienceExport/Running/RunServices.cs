using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Running;

/// <summary>Registers what runs of saved exports are made of.</summary>
internal static class RunServices
{
    public static void AddRunning(this IServiceCollection services)
    {
        services.AddSingleton<RunningUploads>();
    }
}
