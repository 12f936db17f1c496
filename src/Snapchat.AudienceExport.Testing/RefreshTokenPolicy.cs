namespace Snapchat.AudienceExport.Testing;

/// <summary>What happens to a refresh token when it is used.</summary>
public enum RefreshTokenPolicy
{
    /// <summary>It stays valid, and the same token comes back.</summary>
    Reusable = 0,

    /// <summary>Another one comes back; the one used is refused from then on.</summary>
    Rotating = 1,

    /// <summary>Another one comes back; using an old one again withdraws the whole authorization, since somebody may have stolen it.</summary>
    RotatingWithReuseDetection = 2,
}
