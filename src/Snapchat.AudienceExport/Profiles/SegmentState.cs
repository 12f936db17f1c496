namespace Snapchat.AudienceExport;

/// <summary>Whether a segment's members can be relied on.</summary>
public enum SegmentState
{
    /// <summary>The members are those of the last refresh.</summary>
    Active = 0,

    /// <summary>The segment is being recomputed right now.</summary>
    Refreshing,

    /// <summary>The segment is switched off; it has no members to export.</summary>
    Inactive,

    /// <summary>The last refresh failed.</summary>
    Failed,
}
