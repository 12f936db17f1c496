namespace Snapchat.AudienceExport.Membership.Guards;

/// <summary>Finds what speaks against removing people. A mistake in the data or the set-up shall not empty an audience.</summary>
internal static class RemovalGuards
{
    // A segment below this share of its former size may be one that was not computed to its end.
    private const double LeastShareOfSegment = 0.7;

    /// <summary>Judges the removals of a mirror.</summary>
    /// <returns>What speaks against them; if nobody would be removed, only that segments could not be read.</returns>
    public static IReadOnlyList<RemovalDoubt> Judge(RemovalCase removal)
    {
        if (removal.Kinds.Sum(static kind => kind.Removed) == 0)
            return [.. removal.Segments.Select(JudgeSegment).OfType<RemovalDoubt>().Where(static doubt => doubt.Kind == RemovalDoubtKind.SegmentUnreliable)];
        return
        [
            .. removal.Kinds.Select(kind => JudgeShare(kind, removal)).OfType<RemovalDoubt>(),
            .. removal.Segments.Select(JudgeSegment).OfType<RemovalDoubt>(),
            .. JudgeCircumstances(removal),
        ];
    }

    /// <summary>Judges the clear of a replacing run.</summary>
    /// <param name="size">The approximate number of people in the audience, or null if Snapchat did not say.</param>
    /// <param name="maybe">|M|: how many were sent and may be there.</param>
    /// <param name="segments">What was found of the segments.</param>
    public static IReadOnlyList<RemovalDoubt> JudgeClear(long? size, long maybe, IReadOnlyList<SegmentCondition> segments)
    {
        List<RemovalDoubt> doubts = [.. segments.Select(JudgeSegment).OfType<RemovalDoubt>()];
        if (size > maybe)
            doubts.Add(new(RemovalDoubtKind.UnknownMembers, $"the audience has about {size} people, and this system sent at most {maybe} of them"));
        return doubts;
    }

    private static RemovalDoubt? JudgeShare(KindPlan kind, RemovalCase removal)
    {
        if (kind.SurelyUnwanted > removal.MaxShare * kind.Surely)
            return new(RemovalDoubtKind.LargeShare, $"{kind.SurelyUnwanted} of {kind.Surely} identifiers of kind {kind.Kind} would go");

        // Against removing little by little: who was there within the week and is not to be there after this run. Right after a full send that failed nobody is surely there.
        long largest = removal.LargestOfWeek.GetValueOrDefault(kind.Kind);
        long gone = largest - (kind.SurelyUnwanted > 0 ? kind.Surely - kind.SurelyUnwanted : kind.Staying);
        return kind.Removed > 0 && gone > removal.MaxShare * largest
            ? new(RemovalDoubtKind.LargeShareOfWeek, $"{gone} of {largest} identifiers of kind {kind.Kind} would have gone within 7 days")
            : null;
    }

    private static RemovalDoubt? JudgeSegment(SegmentCondition segment) => segment switch
    {
        { State: null } => new(RemovalDoubtKind.SegmentUnreliable, $"segment '{segment.Segment}' is missing at the source"),
        { State: SegmentState.Inactive or SegmentState.Failed } => new(RemovalDoubtKind.SegmentUnreliable, $"segment '{segment.Segment}' is {segment.State} at the source"),
        { Read: 0 } => new(RemovalDoubtKind.SegmentEmpty, $"segment '{segment.Segment}' is empty"),
        { Before: { } before } when segment.Read < LeastShareOfSegment * before =>
            new(RemovalDoubtKind.SegmentShrunk, $"segment '{segment.Segment}' has {segment.Read} members and had {before}"),
        { Declared: { } declared } when segment.Read != declared =>
            new(RemovalDoubtKind.SegmentMiscounted, $"segment '{segment.Segment}' gave {segment.Read} members and had declared {declared}"),
        _ => null,
    };

    private static IEnumerable<RemovalDoubt> JudgeCircumstances(RemovalCase removal)
    {
        if (removal.HasUnknownMembers)
            yield return new(RemovalDoubtKind.UnknownMembers, "the audience holds people of whom nothing is known here");
        if (removal.AreTermsChanged)
            yield return new(RemovalDoubtKind.TermsChanged, "these would be the first removals since mode, mapping, segments or export user were set");
        if (removal.AreRulesOlder)
            yield return new(RemovalDoubtKind.RulesChanged, "the normalization rules have changed, and the first run after that only adds");
        else if (removal.AreNewOnesProcessing)
            yield return new(RemovalDoubtKind.RulesChanged, "the normalization rules have changed, and Snapchat is still processing those sent by the new ones");
    }
}
