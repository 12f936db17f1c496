namespace Snapchat.AudienceExport.Membership.Guards;

/// <summary>All that decides whether a mirror's removals are believed.</summary>
/// <param name="Kinds">What the plan would do, per kind.</param>
/// <param name="Segments">What was found of the segments.</param>
internal sealed record RemovalCase(IReadOnlyList<KindPlan> Kinds, IReadOnlyList<SegmentCondition> Segments)
{
    /// <summary>Gets the largest share of a kind that may be removed unconfirmed; 0 to 1.</summary>
    public double MaxShare { get; init; } = 0.3;

    /// <summary>Gets the largest |S| of each kind within the last 7 days.</summary>
    public IReadOnlyDictionary<IdentifierKind, long> LargestOfWeek { get; init; } = new Dictionary<IdentifierKind, long>();

    /// <summary>Gets whether the audience holds people of whom nothing is known here.</summary>
    public bool HasUnknownMembers { get; init; }

    /// <summary>Gets whether mode, mapping, segments or export user are not those of the last run that removed.</summary>
    public bool AreTermsChanged { get; init; }

    /// <summary>Gets whether what is kept was made by older normalization rules.</summary>
    public bool AreRulesOlder { get; init; }

    /// <summary>Gets whether the normalization rules have changed, and Snapchat has not processed yet what was sent under the new ones.</summary>
    public bool AreNewOnesProcessing { get; init; }
}
