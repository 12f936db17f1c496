namespace Snapchat.AudienceExport;

/// <summary>How far a run is, or how it ended.</summary>
public enum ExportStatus
{
    /// <summary>Asked for, not begun.</summary>
    Queued = 0,

    /// <summary>Under way.</summary>
    Processing,

    /// <summary>Ended, and reconciled: Snapchat acknowledged everything that was to be sent, but for what a warning names.</summary>
    Successful,

    /// <summary>Not attempted, for the reason given as its problem.</summary>
    Skipped,

    /// <summary>Ended by the problem given; what Snapchat accepted before stays accepted.</summary>
    Failed,

    /// <summary>Ended by a person or by the host; what Snapchat accepted before stays accepted.</summary>
    Canceled,
}
