using Snapchat.AudienceExport.Dashboard.Forms;

namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class EnglishWords
{
    private static ExportWords Exports => new()
    {
        Title = "Exports",
        AddDestination = "Add destination",
        RunAll = "Run all",
        Search = "Search",
        SearchHint = "Export, connection or type",
        None = "There is no export yet.",
        NoneFound = "No export matches.",
        Choose = "Choose",
        ChooseOne = static name => $"Choose {name}",
        Connection = "Connection",
        NoConnection = "No connection",
        Refreshed = "Refreshed",
        NeverRan = "Never ran",
        Schedule = "Schedule",
        Daily = "Daily",
        Paused = "Paused",
        NextRun = "Next run",
        Permissions = "Permissions",
        CanEdit = "Can edit",
        CanView = "Can view",
        ScheduleChosen = "Schedule the chosen exports",
        Bulk = new(
            (BulkSchedule.Enable, "Keep each schedule, and enable it"),
            (BulkSchedule.Pause, "Keep each schedule, and pause it"),
            (BulkSchedule.SystemRefresh, "All with every system refresh"),
            (BulkSchedule.Own, "All on the schedule below"),
            (BulkSchedule.Off, "All off: by hand only")),
        Apply = "Apply",
        Run = "Run",
        Plan = "Plan",
        Edit = "Edit",
        Duplicate = "Duplicate",
        Detach = "Detach",
        Attach = "Give it a connection",
        Remove = "Remove",
        RemoveTitle = static name => $"Remove {name}?",
        RemoveHint = "The audience at Snapchat stays as it is.",
        DetachedHint = "The export has no connection and does not run. An administrator has to give it one.",
        Audience = "Snapchat audience",
        Segments = "Segments",
        Matching = "Data matching",
        Mode = "Mode",
    };
}
