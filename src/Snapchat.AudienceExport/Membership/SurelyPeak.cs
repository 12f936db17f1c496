namespace Snapchat.AudienceExport.Membership;

/// <summary>How large S was after a run.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="At">When the run's plan was sealed.</param>
/// <param name="Surely">|S| after the run.</param>
internal sealed record SurelyPeak(IdentifierKind Kind, DateTimeOffset At, long Surely)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Adds the sizes after a run and drops those that no later run needs: older than a week, or followed by a larger one.</summary>
    public static IReadOnlyList<SurelyPeak> After(IReadOnlyList<SurelyPeak> peaks, IReadOnlyList<KindState> kinds, DateTimeOffset at) =>
    [
        .. peaks.Where(peak => at - peak.At < Week && kinds.FirstOrDefault(kind => kind.Kind == peak.Kind)?.Surely < peak.Surely),
        .. kinds.Select(kind => new SurelyPeak(kind.Kind, at, kind.Surely)),
    ];

    /// <summary>Gives the largest size of each kind within the last week.</summary>
    public static IReadOnlyDictionary<IdentifierKind, long> Largest(IReadOnlyList<SurelyPeak> peaks, DateTimeOffset now) => peaks
        .Where(peak => now - peak.At < Week)
        .GroupBy(static peak => peak.Kind)
        .ToDictionary(static kind => kind.Key, static kind => kind.Max(static peak => peak.Surely));
}
