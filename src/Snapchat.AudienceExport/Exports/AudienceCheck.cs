namespace Snapchat.AudienceExport;

/// <summary>What Snapchat says of an audience that an export is to write to.</summary>
/// <param name="Audience">The audience, or null if the connection reaches none with the ID.</param>
/// <param name="Problem">Why it cannot be exported to, in one sentence; null if it can.</param>
public sealed record AudienceCheck(SnapchatAudience? Audience, string? Problem)
{
    /// <summary>Gets whether an export can write to it.</summary>
    public bool IsUsable => Problem is null;
}
