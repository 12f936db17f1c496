namespace Snapchat.AudienceExport;

/// <summary>What a person may do, in ascending order. Nobody without a role may do anything.</summary>
public enum AudienceExportRole
{
    /// <summary>Sees exports, their status and their history.</summary>
    Viewer = 0,

    /// <summary>Does everything with exports on connections shared with contributors, besides.</summary>
    Contributor,

    /// <summary>Does everything.</summary>
    Administrator,
}
