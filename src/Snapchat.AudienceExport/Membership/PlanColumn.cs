namespace Snapchat.AudienceExport.Membership;

/// <summary>The sets that a plan sends, each in requests of its own.</summary>
internal enum PlanColumn
{
    /// <summary>Who is added.</summary>
    Added = 0,

    /// <summary>Who is removed and was surely there: Snapchat should count each.</summary>
    RemovedSurely,

    /// <summary>Who is removed and perhaps was not there: short counts are to be expected, and stay apart from the others.</summary>
    RemovedMaybe,
}
