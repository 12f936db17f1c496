namespace Snapchat.AudienceExport;

/// <summary>What makes an export run by itself.</summary>
public enum ScheduleKind
{
    /// <summary>Every system refresh.</summary>
    SystemRefresh = 0,

    /// <summary>Its own recurrence.</summary>
    Own,

    /// <summary>Nothing; it runs by hand only.</summary>
    Off,
}
