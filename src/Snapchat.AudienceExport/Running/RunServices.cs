using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Running;

/// <summary>Registers what runs of saved exports are made of.</summary>
internal static class RunServices
{
    public static void AddRunning(this IServiceCollection services)
    {
        services.AddSingleton<IExportRunner, ExportRunner>();
        services.AddSingleton<RunningUploads>();
        services.AddSingleton<RunAccess>();
        services.AddSingleton<RunQueue>();
        services.AddSingleton<RunCancellation>();
        services.AddSingleton<RunResumption>();
        services.AddSingleton<RunPlanning>();
        services.AddSingleton<RunSignals>();
        services.AddSingleton<WorkerPresence>();

        // What workers are made of.
        services.AddSingleton<RunLeases>();
        services.AddSingleton<RunConditions>();
        services.AddSingleton<RunClaimer>();
        services.AddSingleton<RunExecutor>();
        services.AddSingleton<RunEnds>();
        services.AddSingleton<RunHandover>();
        services.AddSingleton<RunRecovery>();
        services.AddSingleton<ObserverNotifier>();
        services.AddSingleton<HistoryPurge>();
    }
}
