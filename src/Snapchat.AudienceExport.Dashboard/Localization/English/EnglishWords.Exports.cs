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
        Permissions = "Permissions",
        CanEdit = "Can edit",
        CanView = "Can view",
        ScheduleChosen = "Schedule the chosen exports",
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
