namespace Snapchat.AudienceExport.Membership;

/// <summary>What to do when nobody knows any more who was sent to an audience.</summary>
internal static class LostHistory
{
    /// <summary>The end of a sentence about damaged state.</summary>
    public const string WayOut = "an add-only run then sends everybody again, and a mirror needs one run in Replace mode first.";
}
