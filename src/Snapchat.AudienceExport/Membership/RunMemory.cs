namespace Snapchat.AudienceExport.Membership;

/// <summary>What later runs compare with, besides the members themselves.</summary>
/// <param name="MirrorTerms">The terms of the last run whose removals were not withheld, or null if no such run was a mirror.</param>
/// <param name="Segments">How many profiles each segment had.</param>
/// <param name="IsConfirmed">Whether a person has confirmed the removals: the audience may then be smaller from now on.</param>
internal sealed record RunMemory(string? MirrorTerms, IReadOnlyList<SegmentSize> Segments, bool IsConfirmed)
{
    /// <summary>Gets whether removals were withheld that a person can confirm by the token of the plan.</summary>
    public bool AwaitsConfirmation { get; init; }

    /// <summary>Gets the audience as it was when the plan was made.</summary>
    public AudienceFacts? FactsBefore { get; init; }
}
