namespace Snapchat.AudienceExport;

/// <summary>What a person may do with an export.</summary>
public enum ExportRight
{
    /// <summary>See it, its status and its history.</summary>
    CanView = 0,

    /// <summary>Edit, duplicate, run, cancel, schedule and remove it as well.</summary>
    CanEdit,
}
