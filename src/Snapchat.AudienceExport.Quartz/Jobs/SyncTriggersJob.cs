using Quartz;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Quartz.Jobs;

/// <summary>
/// Brings the triggers up to what the store says of the system refresh and of exports: one trigger per time of day of each different recurrence. In a cluster one process does so for all, since they share the triggers.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SyncTriggersJob(IScheduledExports exports) : IJob
{
    public static JobKey Key { get; } = new("sync-triggers", "audience-export");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Recurrence> recurrences;
        try
        {
            recurrences = await exports.GetRecurrencesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AudienceExportStoreException)
        {
            // The triggers stay as they are; the next look is soon.
            return;
        }

        IScheduler scheduler = context.Scheduler;
        Dictionary<TriggerKey, ITrigger> wanted = recurrences.SelectMany(recurrence => DueTriggers.Of(recurrence, scheduler.TimeProvider)).DistinctBy(static trigger => trigger.Key).ToDictionary(static trigger => trigger.Key);
        HashSet<TriggerKey> present = [.. await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(DueTriggers.Group), cancellationToken).ConfigureAwait(false)];
        TriggerKey[] obsolete = [.. present.Where(key => !wanted.ContainsKey(key))];
        if (obsolete.Length > 0)
            await scheduler.UnscheduleJobs(obsolete, cancellationToken).ConfigureAwait(false);
        ITrigger[] missing = [.. wanted.Values.Where(trigger => !present.Contains(trigger.Key))];
        foreach (ITrigger trigger in missing)
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, cancellationToken).ConfigureAwait(false);

        // A schedule may have been due before its trigger was there; and whatever is due counts from the first look at all.
        if (missing.Length > 0 || context.PreviousFireTimeUtc is null)
            await scheduler.TriggerJob(QueueDueJob.Key, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
