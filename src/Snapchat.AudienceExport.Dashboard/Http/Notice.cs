namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>What a person did just now, told once at the top of the page that follows.</summary>
internal enum Notice
{
    Saved,
    SavedAboveMaximum,
    Removed,
    Shared,
    ConsentGiven,
    ConsentWithdrawn,
    Authenticated,
    AuthenticationDeclined,
    AuthenticationRefused,
    AuthenticationFailed,
    ExportUserAdded,
    Detached,
    Attached,
    Scheduled,
    RefreshStarted,
    RunsStarted,
    CancelAsked,
    AudienceRead,
    Lifted,
    ErasuresRetried,
}
