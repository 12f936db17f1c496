using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;
using Snapchat.AudienceExport;
using Snapchat.AudienceExport.Quartz;
using Snapchat.AudienceExport.Quartz.Jobs;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Runs exports on schedule, on Quartz.NET.</summary>
public static class QuartzSchedulingBuilderExtensions
{
    private const string SchedulerName = "Snapchat.AudienceExport";

    /// <summary>
    /// Follows the system refresh and the schedules of exports: at their times, runs are queued, and this process executes queued runs (<c>AddExportWorker</c> is included).
    /// Needs a store, registered before.
    /// </summary>
    /// <remarks>The scheduler has a name of its own, so that it does not meet one that the host has on Quartz.NET for itself.</remarks>
    /// <param name="builder">The registration.</param>
    /// <param name="configure">Says where triggers are kept; by default in memory, for one process.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The schedule is followed already.</exception>
    public static ISnapchatAudienceExportBuilder AddQuartzScheduling(this ISnapchatAudienceExportBuilder builder, Action<QuartzSchedulingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(QuartzSchedulingOptions)))
            throw new InvalidOperationException("AddQuartzScheduling was called already; call it once.");
        var options = new QuartzSchedulingOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<ClusterCheck>();
        services.AddQuartz(SchedulerName, quartz => Configure(quartz, options));
        services.AddQuartzHostedService(static hosted => hosted.WaitForJobsToComplete = true);
        return builder.AddExportWorker();
    }

    private static void Configure(IQuartzBuilder quartz, QuartzSchedulingOptions options)
    {
        options.Configure(quartz);
        if (options.IsCluster)
            quartz.ConfigureScheduler(static scheduler => scheduler.GenerateInstanceId = true);

        // Queueing is done again where a process died in the middle of it: each due time is queued once, however often it is tried. Runs are recovered by workers, on the store's clock.
        quartz.AddJob<QueueDueJob>(static job => job.WithIdentity(QueueDueJob.Key).StoreDurably().RequestRecovery());
        quartz.ScheduleJob<SyncTriggersJob>(
            static trigger => trigger.WithIdentity(SyncTriggersJob.Key.Name, SyncTriggersJob.Key.Group).StartNow().WithSimpleSchedule(QuartzSchedulingOptions.SyncInterval),
            static job => job.WithIdentity(SyncTriggersJob.Key));
    }
}
