namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Reading the members of segments: all of them, or an error.</summary>
internal static class SegmentReadingCases
{
    public static IEnumerable<ConformanceCase<ISegmentSource>> All =>
    [
        new("Columns are the fields asked for, in their order", InOrderAsync),
        new("Reading again gives the same members", AgainAsync),
        new("Chunks that are kept stay as they are while others are read", KeptAsync),
        new("A reader that leaves early disturbs no later one", LeftEarlyAsync),
        new("Reading an unknown segment is an error, not an empty segment", UnknownSegmentAsync),
        new("Reading an unknown field is an error, not an empty column", UnknownFieldAsync),
    ];

    private static async Task InOrderAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        string[] fields = await source.FieldNamesAsync(segment.Id, cancellationToken).ConfigureAwait(false);

        List<string>[] forwards = await source.ReadAllAsync(segment.Id, fields, cancellationToken).ConfigureAwait(false);
        List<string>[] backwards = await source.ReadAllAsync(segment.Id, [.. fields.Reverse()], cancellationToken).ConfigureAwait(false);

        for (int field = 0; field < fields.Length; field++)
            SourceReads.Same(forwards[field], backwards[fields.Length - 1 - field], $"Field '{fields[field]}', asked for at another place,");
    }

    private static async Task AgainAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        foreach (SegmentInfo segment in await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false))
        {
            string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);
            List<string> once = (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false))[0];
            List<string> again = (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false))[0];
            SourceReads.Same([.. once.Order(StringComparer.Ordinal)], [.. again.Order(StringComparer.Ordinal)], $"Segment '{segment.Id}', read again,");
        }
    }

    private static async Task KeptAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);
        List<ProfileChunk> kept = [];
        List<string> atOnce = [], later = [];
        try
        {
            await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(segment.Id, [field]), cancellationToken).ConfigureAwait(false))
            {
                kept.Add(chunk);
                SourceReads.AddColumn(atOnce, chunk, 0);
            }

            foreach (ProfileChunk chunk in kept)
                SourceReads.AddColumn(later, chunk, 0);
        }
        finally
        {
            kept.ForEach(static chunk => chunk.Dispose());
        }

        SourceReads.Same(atOnce, later, "What chunks hold after the whole segment was read");
    }

    private static async Task LeftEarlyAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);
        List<string> whole = (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false))[0];

        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(segment.Id, [field]), cancellationToken).ConfigureAwait(false))
        {
            chunk.Dispose();
            break;
        }

        Check.Same(whole.Count, (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false))[0].Count, "The number of members after a reader left early");
    }

    private static async Task UnknownSegmentAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<Exception>(() => source.ReadAllAsync(SourceReads.UnknownSegment, [field], cancellationToken), "Reading an unknown segment").ConfigureAwait(false);
    }

    private static async Task UnknownFieldAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        string field = await source.FirstFieldAsync(segment.Id, cancellationToken).ConfigureAwait(false);

        await Check.ThrowsAsync<Exception>(() => source.ReadAllAsync(segment.Id, [field, SourceReads.UnknownField], cancellationToken), "Reading an unknown field").ConfigureAwait(false);
    }
}
