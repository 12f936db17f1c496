namespace Snapchat.AudienceExport;

/// <summary>The kinds of problem a run can end with.</summary>
public enum ExportProblemCode
{
    /// <summary>Profiles were read, and not one had a usable identifier.</summary>
    NoUsableIdentifier = 0,

    /// <summary>There are more profiles than <see cref="SnapchatAudienceExportOptions.MaxProfiles"/> allows.</summary>
    TooManyProfiles,

    /// <summary>Snapchat refused a request for good.</summary>
    RefusedBySnapchat,

    /// <summary>Snapchat could not be reached, or did not answer well, until the deadline of a request.</summary>
    SnapchatUnavailable,

    /// <summary>Snapchat no longer accepts the stored authentication.</summary>
    ReauthenticationRequired,

    /// <summary>Snapchat acknowledged noticeably fewer identifiers than were sent.</summary>
    ShortCount,

    /// <summary>The run was canceled.</summary>
    Canceled,

    /// <summary>Something unexpected inside this library or its host.</summary>
    Unexpected,

    /// <summary>The export has no connection.</summary>
    NoConnection,

    /// <summary>The connection of the export is not complete.</summary>
    ConnectionIncomplete,

    /// <summary>There is no consent in force to upload through the connection.</summary>
    ConsentMissing,

    /// <summary>The person who asked for the run may no longer run the export.</summary>
    AccessLost,

    /// <summary>The export names something that does not exist or cannot be exported.</summary>
    InvalidExport,

    /// <summary>The segment source failed, or there is none.</summary>
    SourceFailed,

    /// <summary>The host of the worker stopped.</summary>
    HostStopped,

    /// <summary>The worker died, or lost touch with the store for too long.</summary>
    WorkerLost,

    /// <summary>Removals wait for a person to confirm them; the message names the token of the plan.</summary>
    ConfirmationRequired,

    /// <summary>It is not known any more whom earlier runs sent to the audience.</summary>
    HistoryLost,

    /// <summary>The audience is not the one that earlier runs wrote to.</summary>
    AudienceChanged,

    /// <summary>What is kept about the members of the audience cannot be read or written.</summary>
    MembershipUnavailable,

    /// <summary>The audience was cleared, and was not empty in time.</summary>
    ClearNotSettled,

    /// <summary>A run that had not finished cannot go on; a later run takes over what it had done.</summary>
    Superseded,

    /// <summary>A segment is inactive at the source, or its last refresh failed; a scheduled run is skipped then.</summary>
    SegmentsNotReady,

    /// <summary>Snapchat does not have the audience any more that earlier runs wrote to.</summary>
    AudienceDeleted,

    /// <summary>The system refresh failed that the export was scheduled with.</summary>
    RefreshFailed,

    /// <summary>The store could not be reached, or did not answer in time.</summary>
    StoreUnavailable,
}
