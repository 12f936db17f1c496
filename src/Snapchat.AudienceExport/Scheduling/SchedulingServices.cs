using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>Registers what the schedule is made of.</summary>
internal static class SchedulingServices
{
    public static void AddScheduling(this IServiceCollection services)
    {
        services.AddSingleton<SchedulingBook>();
        services.AddSingleton<SegmentReadiness>();
        services.AddSingleton<SegmentRefreshing>();
        services.AddSingleton<ISystemRefresh, SystemRefresh>();
        services.AddSingleton<IScheduledExports, ScheduledExports>();
    }
}
