namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>The list of segments.</summary>
internal static class SegmentListingCases
{
    public static IEnumerable<ConformanceCase<ISegmentSource>> All =>
    [
        new("Segments have different IDs, and names to show", NamedAsync),
        new("Segments that are asked for are those that are answered", AskedForAsync),
        new("Unknown segments are left out of the answer", UnknownAsync),
        new("A member count is the number of members that are read", CountedAsync),
    ];

    private static async Task NamedAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        List<SegmentInfo> segments = await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false);

        Check.That(segments.Count > 0, "A source to be tested has a segment.");
        Check.Same(segments.Count, segments.Select(static segment => segment.Id).Distinct().Count(), "The number of different IDs");
        Check.That(segments.All(static segment => !string.IsNullOrWhiteSpace(segment.Name)), "Every segment has a name.");
    }

    private static async Task AskedForAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        List<SegmentInfo> segments = await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false);
        foreach (SegmentInfo segment in segments)
        {
            List<SegmentInfo> answer = await source.ListSegmentsAsync([segment.Id], cancellationToken).ConfigureAwait(false);
            Check.Same([segment.Id], answer.Select(static answered => answered.Id).ToArray(), "The answer to a query for one segment");
        }

        List<SegmentInfo> all = await source.ListSegmentsAsync([.. segments.Select(static segment => segment.Id)], cancellationToken).ConfigureAwait(false);
        Check.Same(segments.Count, all.Count, "The number of segments answered to a query that names all");
    }

    private static async Task UnknownAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);

        Check.Same(0, (await source.ListSegmentsAsync([SourceReads.UnknownSegment], cancellationToken).ConfigureAwait(false)).Count, "The number of segments answered to a query for an unknown one");
        Check.Same(1, (await source.ListSegmentsAsync([SourceReads.UnknownSegment, segment.Id], cancellationToken).ConfigureAwait(false)).Count, "The number of segments answered to a query for an unknown and a known one");
    }

    private static async Task CountedAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        foreach (SegmentInfo segment in await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false))
        {
            string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);
            long read = (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false))[0].Count;
            Check.That(segment.MemberCount is null || segment.MemberCount == read, $"Segment '{segment.Id}' declares {segment.MemberCount} members and has {read}; a count that is not known is null.");
        }
    }
}
