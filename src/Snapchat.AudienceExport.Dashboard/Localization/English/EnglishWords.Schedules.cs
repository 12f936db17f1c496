namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class EnglishWords
{
    private static ScheduleWords Schedules => new()
    {
        Title = "Schedules",
        Hint = "At the times of the system refresh, segments are recomputed, and then the exports run that are scheduled with it. An export's own schedule is set with the export.",
        SystemRefresh = "System refresh",
        Off = "Off",
        On = "At these times",
        Next = "Next refresh",
        Latest = "Latest refresh",
        NeverHappened = "There was none yet",
        RefreshNow = "Refresh the segments now",
        RefreshNowHint = "“Run all” runs every export with an active schedule. “Refresh the segments now” runs no export.",
    };
}
