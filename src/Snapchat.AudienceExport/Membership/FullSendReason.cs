namespace Snapchat.AudienceExport.Membership;

/// <summary>Why a run sends everybody wanted, also who is surely there.</summary>
internal enum FullSendReason
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>There was no full send yet.</summary>
    First,

    /// <summary>Members expire, or would be held for surely there too long, unless they are sent again.</summary>
    Due,

    /// <summary>The audience has lost members without our doing.</summary>
    Emptied,

    /// <summary>A person asked for it.</summary>
    Asked,
}
