namespace Snapchat.AudienceExport;

/// <summary>How an act ended.</summary>
public enum AuditOutcome
{
    /// <summary>Done.</summary>
    Succeeded = 0,

    /// <summary>Refused for lack of rights.</summary>
    Denied,

    /// <summary>Tried, and failed.</summary>
    Failed,
}
