namespace Snapchat.AudienceExport.Membership;

/// <summary>What is on record about a request.</summary>
internal enum RequestOutcome : byte
{
    /// <summary>Nothing: it is to be sent.</summary>
    Open = 0,

    /// <summary>Acknowledged in full, and it moves the bounds.</summary>
    Acknowledged,

    /// <summary>Acknowledged with a short count, when it could have moved the bounds.</summary>
    AcknowledgedShort,

    /// <summary>Acknowledged while an attempt of the other direction could still take effect, or somebody was left out of its body: it moves nothing.</summary>
    AcknowledgedInVain,
}
