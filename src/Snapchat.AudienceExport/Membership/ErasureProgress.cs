namespace Snapchat.AudienceExport.Membership;

/// <summary>How far the removal of erased people from an audience has come.</summary>
/// <param name="UpTo">
/// A position in the suppression list: who is in an entry that ends here or before was removed, and Snapchat acknowledged that when no addition could still take effect.
/// </param>
/// <param name="Status">How the last attempt ended.</param>
/// <param name="Detail">Why it ended so, in a sentence; or null.</param>
/// <param name="At">When it ended.</param>
internal sealed record ErasureProgress(long UpTo, AudienceErasureStatus Status, string? Detail, DateTimeOffset At);
