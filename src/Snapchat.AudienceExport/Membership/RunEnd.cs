namespace Snapchat.AudienceExport.Membership;

/// <summary>How a run ended, as far as what is known of its audience depends on it.</summary>
/// <param name="IsFinished">Whether every request was answered: a full send counts only then.</param>
/// <param name="Memory">What later runs compare with, or null if nothing new is to be kept of this run.</param>
/// <param name="Erasure">What an erasure tried, or null of every other run.</param>
/// <param name="Report">What the run reports, or null if it did not finish, or is no export.</param>
internal sealed record RunEnd(bool IsFinished, RunMemory? Memory = null, ErasureAttempt? Erasure = null, ExportReport? Report = null)
{
    /// <summary>Gets the audience as it was seen after the run, or null if it was not.</summary>
    public AudienceFacts? Facts => Report?.AudienceAfterwards is { } audience ? AudienceFacts.Of(audience) : null;
}
