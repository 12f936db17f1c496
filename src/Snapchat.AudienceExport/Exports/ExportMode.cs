namespace Snapchat.AudienceExport;

/// <summary>What a run does to the people who are in the audience already.</summary>
public enum ExportMode
{
    /// <summary>Adds those who are missing, removes nobody.</summary>
    AddOnly = 0,

    /// <summary>Adds those who are missing, and removes those whom earlier runs sent and who are no longer in the segments.</summary>
    Mirror,

    /// <summary>Clears the audience, and adds everybody.</summary>
    Replace,
}
