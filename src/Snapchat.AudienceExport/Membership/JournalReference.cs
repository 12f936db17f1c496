namespace Snapchat.AudienceExport.Membership;

/// <summary>Names the open journal of an audience.</summary>
/// <param name="Run">The run it belongs to.</param>
/// <param name="Checksum">The SHA-256 of the sealed plan as it is kept.</param>
internal sealed record JournalReference(RunId Run, string Checksum)
{
    /// <summary>Gets how the run stopped; null as long as it is under way, and if its process died.</summary>
    public RunStop? Stop { get; init; }
}
