using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class EnglishWords
{
    private static CommonWords Common => new()
    {
        Product = "Audience export",
        SkipToContent = "Skip to content",
        Sections = "Sections",
        Data = "Data",
        Admin = "Admin",
        Exports = "Exports",
        Connections = "Connections",
        Audit = "Audit log",
        Language = "Language",
        Save = "Save",
        Back = "Back",
        DisplayName = "Display name",
        Status = "Status",
        Updated = "Last updated",
        Pages = "Pages",
        Previous = "Previous",
        Next = "Next",
        Range = static (first, last, total) => $"{first}–{last} of {total}",
        Seconds = static seconds => $"{seconds} s",
        PerSecond = static rate => $"{rate} per second",
        When = "When",
        Who = "Who",
        What = "What",
        OnWhat = "On what",
        Outcome = "Outcome",
        AuditOutcomes = new(
            (AuditOutcome.Succeeded, "Succeeded"),
            (AuditOutcome.Denied, "Denied"),
            (AuditOutcome.Failed, "Failed")),
        Roles = new(
            (AudienceExportRole.Viewer, "Viewer"),
            (AudienceExportRole.Contributor, "Contributor"),
            (AudienceExportRole.Administrator, "Administrator")),
        Statuses = new(
            (ExportStatus.Queued, "Queued"),
            (ExportStatus.Processing, "Processing"),
            (ExportStatus.Successful, "Successful"),
            (ExportStatus.Skipped, "Skipped"),
            (ExportStatus.Failed, "Failed"),
            (ExportStatus.Canceled, "Canceled")),
        Stages = new(
            (ExportStage.CheckingAudience, "Checking the audience"),
            (ExportStage.Collecting, "Reading profiles"),
            (ExportStage.Planning, "Planning"),
            (ExportStage.Uploading, "Uploading"),
            (ExportStage.Reconciling, "Reconciling"),
            (ExportStage.Finished, "Finishing")),
        Triggers = new(
            (RunTrigger.OnDemand, "On demand"),
            (RunTrigger.RunAll, "Run all"),
            (RunTrigger.SystemRefresh, "System refresh"),
            (RunTrigger.Schedule, "Own schedule")),
        Modes = new(
            (ExportMode.AddOnly, "Add only"),
            (ExportMode.Mirror, "Mirror"),
            (ExportMode.Replace, "Replace")),
        Schedules = new(
            (ScheduleKind.SystemRefresh, "With every system refresh"),
            (ScheduleKind.Own, "On its own schedule"),
            (ScheduleKind.Off, "Off: by hand only")),
        Days = new(
            (DayOfWeek.Monday, "Monday"),
            (DayOfWeek.Tuesday, "Tuesday"),
            (DayOfWeek.Wednesday, "Wednesday"),
            (DayOfWeek.Thursday, "Thursday"),
            (DayOfWeek.Friday, "Friday"),
            (DayOfWeek.Saturday, "Saturday"),
            (DayOfWeek.Sunday, "Sunday")),
        Identifiers = new(
            (IdentifierKind.Email, "Email"),
            (IdentifierKind.Phone, "Phone"),
            (IdentifierKind.MobileAdId, "Mobile advertising ID")),
        ConnectionTypes = new(
            (ConnectionType.Snapchat, "Snapchat")),
        ConnectionStates = new(
            (ConnectionState.Draft, "Draft"),
            (ConnectionState.Active, "Active"),
            (ConnectionState.NeedsReauthentication, "Needs reauthentication")),
        SegmentStates = new(
            (SegmentState.Active, "Active"),
            (SegmentState.Refreshing, "Refreshing"),
            (SegmentState.Inactive, "Inactive"),
            (SegmentState.Failed, "Failed")),
        Notices = new(
            (Notice.Saved, "Saved."),
            (Notice.SavedAboveMaximum, "Saved. The segments have more members than a run may send; a run that wants more distinct identifiers than the maximum is skipped."),
            (Notice.Removed, "Removed."),
            (Notice.Shared, "Saved who may use the connection."),
            (Notice.ConsentGiven, "Your consent is on record."),
            (Notice.ConsentWithdrawn, "The consent is withdrawn; every upload through the connection has stopped."),
            (Notice.Authenticated, "Authenticated with Snapchat."),
            (Notice.AuthenticationDeclined, "The access was declined on Snapchat's page."),
            (Notice.AuthenticationRefused, "The authentication was too old or had been used already; begin again."),
            (Notice.AuthenticationFailed, "Snapchat could not be reached, or refused; try again."),
            (Notice.ExportUserAdded, "You are the export user now."),
            (Notice.Detached, "Detached. The exports keep everything else and do not run until they get a connection."),
            (Notice.Attached, "The export has a connection again."),
            (Notice.Scheduled, "The schedule is changed."),
            (Notice.RefreshStarted, "The segments are being refreshed."),
            (Notice.RunsStarted, "All exports with an active schedule that you may edit are queued."),
            (Notice.CancelAsked, "The run is asked to stop; it does within seconds."),
            (Notice.AudienceRead, "The audience was read again."),
            (Notice.Lifted, "The erasure is lifted; the next runs send the person again if a segment has them."),
            (Notice.ErasuresRetried, "Everything that was pending was tried again.")),
    };
}
