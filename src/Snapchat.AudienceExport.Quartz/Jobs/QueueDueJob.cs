using Microsoft.Extensions.Logging;
using Quartz;
using Snapchat.AudienceExport.Quartz.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Quartz.Jobs;

/// <summary>Queues what is due; workers execute it. One at a time in the whole cluster.</summary>
[DisallowConcurrentExecution]
internal sealed class QueueDueJob(IScheduledExports exports, TimeProvider timeProvider, ILogger<QueueDueJob> logger) : IJob
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    public static JobKey Key { get; } = new("queue-due", "audience-export");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A trigger may fire a little before its time on this machine's clock.
        DateTimeOffset now = timeProvider.GetUtcNow();
        DateTimeOffset until = context.ScheduledFireTimeUtc is { } scheduled && scheduled > now ? scheduled : now;
        while (true)
        {
            try
            {
                int queued = await exports.QueueDueAsync(until, cancellationToken).ConfigureAwait(false);
                if (queued > 0)
                    logger.DueQueued(queued, until);
                return;
            }
            catch (AudienceExportStoreException exception)
            {
                logger.StoreUnreachable(exception.Message);
                await Task.Delay(RetryDelay, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
