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

    /// <summary>The additions are done, and the removals wait: for a person to confirm them, or for a segment that could not be read. The message says why and what to do, and names the token of the plan.</summary>
    RemovalsWithheld,

    /// <summary>The audience had lost members without this system's doing, so everybody was sent again.</summary>
    AudienceShrunk,

    /// <summary>The audience may hold people whom this system did not send; a mirror leaves them there.</summary>
    OthersStay,

    /// <summary>An earlier run had not finished, and this one takes over what it had done.</summary>
    RunSuperseded,

    /// <summary>Snapchat acknowledged fewer removals than were sent; they are sent again by later runs that remove.</summary>
    ShortRemoval,

    /// <summary>What was kept about the members of the audience is damaged or missing, so everybody was sent again.</summary>
    HistoryLost,

    /// <summary>The audience was cleared for a run that did not finish, so people are missing from it until the run is resumed or a later one finishes.</summary>
    AudienceIncomplete,
}
