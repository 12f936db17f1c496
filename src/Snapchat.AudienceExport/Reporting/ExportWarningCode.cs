namespace Snapchat.AudienceExport;

/// <summary>The kinds of warning a run can carry.</summary>
public enum ExportWarningCode
{
    /// <summary>A segment had no members.</summary>
    EmptySegment = 0,

    /// <summary>Snapchat acknowledged slightly fewer identifiers than were sent, twice.</summary>
    ShortCount,

    /// <summary>The upload is done, and the audience's own status could not be read afterwards.</summary>
    AudienceStatusUnknown,
}
