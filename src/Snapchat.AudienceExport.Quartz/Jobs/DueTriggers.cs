using System.Globalization;
using Quartz;

namespace Snapchat.AudienceExport.Quartz.Jobs;

/// <summary>
/// The triggers of recurrences. Quartz's own rules are the ones that hold for exports: a time of day that the clock skips fires at the next one there is, one that comes twice fires once,
/// and what was missed fires once.
/// </summary>
internal static class DueTriggers
{
    public const string Group = "audience-export-due";

    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static IEnumerable<ITrigger> Of(Recurrence recurrence, TimeProvider timeProvider)
    {
        // The recurrence was valid when it was saved; on another machine its zone may not be known.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(recurrence.TimeZone, out TimeZoneInfo? zone))
            yield break;
        string days = recurrence.Days.Count == 0 ? "*" : string.Join(',', recurrence.Days.Distinct().Order().Select(static day => Days[(int)day]));
        foreach (TimeOnly time in recurrence.Times)
        {
            string cron = string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} ? * {days}");
            yield return TriggerBuilder.Create(timeProvider)
                .WithIdentity($"{cron} {recurrence.TimeZone}", Group)
                .ForJob(QueueDueJob.Key)
                .WithCronSchedule(cron, schedule => schedule.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build();
        }
    }
}
