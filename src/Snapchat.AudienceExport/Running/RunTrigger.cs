namespace Snapchat.AudienceExport;

/// <summary>What made a run happen.</summary>
public enum RunTrigger
{
    /// <summary>A person asked for it.</summary>
    OnDemand = 0,

    /// <summary>A person asked for all exports to run.</summary>
    RunAll,

    /// <summary>The system refresh.</summary>
    SystemRefresh,

    /// <summary>The export's own schedule.</summary>
    Schedule,
}
