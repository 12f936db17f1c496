namespace Snapchat.AudienceExport.Testing.Faults;

/// <summary>When a fault takes over.</summary>
internal enum FaultMoment
{
    /// <summary>Before the body is read.</summary>
    BeforeBody,

    /// <summary>While or after the body is read, before the request has its effect.</summary>
    BeforeEffect,

    /// <summary>When the request has had its effect.</summary>
    AfterEffect,

    /// <summary>The request has its effect after further requests have been answered.</summary>
    LateEffect,
}
