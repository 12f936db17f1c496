namespace Snapchat.AudienceExport;

/// <summary>How far the removal of an erased person from an audience has come. What is neither <see cref="Removed"/> nor <see cref="AudienceDeleted"/> is tried again.</summary>
public enum AudienceErasureStatus
{
    /// <summary>Not tried yet, or to be repeated.</summary>
    Pending = 0,

    /// <summary>Snapchat acknowledged the removal, after any run that was going on.</summary>
    Removed,

    /// <summary>The audience was deleted at Snapchat, so nobody is in it.</summary>
    AudienceDeleted,

    /// <summary>A run writes to the audience; it sends nobody who was erased, and the removal follows when it has ended.</summary>
    WaitingForRun,

    /// <summary>There is no connection through which the audience could be reached: it was removed.</summary>
    NoConnection,

    /// <summary>Snapchat no longer accepts the authentication of the connection; an administrator has to authenticate again.</summary>
    NeedsReauthentication,

    /// <summary>No connection finds the audience.</summary>
    AudienceNotFound,

    /// <summary>Snapchat refused the removal.</summary>
    RefusedBySnapchat,

    /// <summary>Snapchat could not be reached, or failed.</summary>
    SnapchatUnavailable,

    /// <summary>What is kept of the audience cannot be used.</summary>
    StateUnusable,
}
