namespace Snapchat.AudienceExport.EntityFrameworkCore.Rows;

/// <summary>Whether a set counts.</summary>
internal enum MembershipSetState
{
    /// <summary>It is being written, or its writer died.</summary>
    Staged,

    /// <summary>It was written to its end.</summary>
    Complete,

    /// <summary>It is being deleted.</summary>
    Dropped,
}
