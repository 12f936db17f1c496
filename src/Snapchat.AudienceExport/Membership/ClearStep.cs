namespace Snapchat.AudienceExport.Membership;

/// <summary>How far the clear of a replacing run has come; each step is durable before the next begins.</summary>
internal enum ClearStep
{
    /// <summary>No clear was sent.</summary>
    None = 0,

    /// <summary>The clear is about to be sent, or was.</summary>
    Sent,

    /// <summary>Snapchat accepted the clear and may still be at it.</summary>
    Accepted,

    /// <summary>The audience was seen empty, but an addition of an earlier run could still take effect: who was maybe there still is.</summary>
    SettledWithOpenAdditions,

    /// <summary>The audience was seen empty, and nothing sent before can fill it.</summary>
    Settled,
}
