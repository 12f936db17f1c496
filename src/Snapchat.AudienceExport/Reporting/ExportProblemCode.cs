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
}
