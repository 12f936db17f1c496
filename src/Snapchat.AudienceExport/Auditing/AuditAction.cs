namespace Snapchat.AudienceExport;

/// <summary>What somebody did, or tried to do.</summary>
public enum AuditAction
{
    /// <summary>Began a connection.</summary>
    CreateConnection = 0,

    /// <summary>Renamed a connection.</summary>
    RenameConnection,

    /// <summary>Said who may use a connection.</summary>
    ShareConnection,

    /// <summary>Agreed to the wording.</summary>
    GiveConsent,

    /// <summary>Took the consent back.</summary>
    WithdrawConsent,

    /// <summary>Began an authentication with Snapchat.</summary>
    BeginAuthentication,

    /// <summary>Completed an authentication with Snapchat.</summary>
    CompleteAuthentication,

    /// <summary>Imported a refresh token.</summary>
    ImportRefreshToken,

    /// <summary>Became the export user.</summary>
    AddExportUser,

    /// <summary>Tested a connection.</summary>
    TestConnection,

    /// <summary>Saved a connection.</summary>
    SaveConnection,

    /// <summary>Looked at connections.</summary>
    ViewConnections,

    /// <summary>Looked at audiences, segments or fields through a connection.</summary>
    UseConnection,

    /// <summary>Removed a connection.</summary>
    RemoveConnection,

    /// <summary>Snapchat stopped accepting the authentication of a connection.</summary>
    LoseAuthentication,

    /// <summary>Looked at exports or runs.</summary>
    ViewExports,

    /// <summary>Wrote a new export.</summary>
    CreateExport,

    /// <summary>Edited an export.</summary>
    EditExport,

    /// <summary>Changed when an export runs.</summary>
    ScheduleExport,

    /// <summary>Took the connection from an export.</summary>
    DetachExport,

    /// <summary>Gave an export a connection.</summary>
    AttachExport,

    /// <summary>Removed an export.</summary>
    RemoveExport,

    /// <summary>Asked for a run.</summary>
    StartRun,

    /// <summary>A run ended.</summary>
    EndRun,

    /// <summary>Canceled a run.</summary>
    CancelRun,

    /// <summary>Went on with an unfinished run.</summary>
    ResumeRun,

    /// <summary>Changed the system refresh.</summary>
    ChangeSystemRefresh,

    /// <summary>Erased a person.</summary>
    ErasePerson,

    /// <summary>Looked at the audit log.</summary>
    ViewAuditLog,

    /// <summary>Lifted the erasure of a person.</summary>
    LiftErasure,

    /// <summary>Tried pending erasures again.</summary>
    RetryErasures,

    /// <summary>Looked at erasures.</summary>
    ViewErasures,

    /// <summary>Declared that the state was restored from a backup.</summary>
    MarkRestored,

    /// <summary>Asked for the segments to be refreshed.</summary>
    RunSystemRefresh,
}
