namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>The fields of profiles.</summary>
internal static class ProfileFieldCases
{
    public static IEnumerable<ConformanceCase<ISegmentSource>> All =>
    [
        new("Fields have different names", NamedAsync),
        new("Fields can be asked for without naming a segment", OfAnySegmentAsync),
        new("Every field can be read", ReadableAsync),
        new("Fields of an unknown segment are an error", OfUnknownSegmentAsync),
    ];

    private static async Task NamedAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        foreach (SegmentInfo segment in await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false))
        {
            string[] names = await source.FieldNamesAsync(segment.Id, cancellationToken).ConfigureAwait(false);
            Check.That(names.Length > 0 && names.All(static name => !string.IsNullOrWhiteSpace(name)), $"Segment '{segment.Id}' has a field, and every field has a name.");
            Check.Same(names.Length, names.Distinct(StringComparer.Ordinal).Count(), $"The number of different names of the fields of segment '{segment.Id}'");
        }
    }

    private static async Task OfAnySegmentAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProfileField> fields = await source.GetProfileFieldsAsync(new ProfileFieldQuery(), cancellationToken).ConfigureAwait(false);
        Check.That(fields.Count > 0, "There are fields of any segment.");
    }

    private static async Task ReadableAsync(ISegmentSource source, CancellationToken cancellationToken)
    {
        SegmentInfo segment = await source.FirstSegmentAsync(cancellationToken).ConfigureAwait(false);
        foreach (string field in await source.FieldNamesAsync(segment.Id, cancellationToken).ConfigureAwait(false))
            Check.Same(1, (await source.ReadAllAsync(segment.Id, [field], cancellationToken).ConfigureAwait(false)).Length, $"The number of columns read of field '{field}'");
    }

    private static async Task OfUnknownSegmentAsync(ISegmentSource source, CancellationToken cancellationToken) => await Check.ThrowsAsync<Exception>(
        () => source.GetProfileFieldsAsync(new ProfileFieldQuery { Segment = SourceReads.UnknownSegment }, cancellationToken),
        "Fields of an unknown segment").ConfigureAwait(false);
}
