namespace Snapchat.AudienceExport.Membership.Guards;

/// <summary>A reason to withhold removals.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Finding">What was found, in the words of a sentence.</param>
internal sealed record RemovalDoubt(RemovalDoubtKind Kind, string Finding)
{
    /// <summary>Gets whether a person's confirmation lifts it: not where nobody can know yet who is to go.</summary>
    public bool IsConfirmable => Kind is not (RemovalDoubtKind.SegmentUnreliable or RemovalDoubtKind.RulesChanged);
}
