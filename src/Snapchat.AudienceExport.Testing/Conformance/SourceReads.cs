using System.Text;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>Reads sources the easy way, and checks what holds for every chunk.</summary>
internal static class SourceReads
{
    public const string UnknownField = "a field that no source has";

    public static SegmentId UnknownSegment { get; } = SegmentId.Parse("a segment that no source has");

    public static async Task<List<SegmentInfo>> ListSegmentsAsync(this ISegmentSource source, IReadOnlyList<SegmentId> segments, CancellationToken cancellationToken)
    {
        List<SegmentInfo> found = [];
        await foreach (SegmentInfo segment in source.GetSegmentsAsync(new SegmentQuery { Segments = segments }, cancellationToken).ConfigureAwait(false))
            found.Add(segment);
        return found;
    }

    public static async Task<SegmentInfo> FirstSegmentAsync(this ISegmentSource source, CancellationToken cancellationToken) =>
        await source.ListSegmentsAsync([], cancellationToken).ConfigureAwait(false) is [var first, ..] ? first : throw new ConformanceException("A source to be tested has a segment.");

    public static async Task<string[]> FieldNamesAsync(this ISegmentSource source, SegmentId segment, CancellationToken cancellationToken) =>
        [.. (await source.GetProfileFieldsAsync(new ProfileFieldQuery { Segment = segment }, cancellationToken).ConfigureAwait(false)).Select(static field => field.Name)];

    public static async Task<string> FirstFieldAsync(this ISegmentSource source, SegmentId segment, CancellationToken cancellationToken) =>
        await source.FieldNamesAsync(segment, cancellationToken).ConfigureAwait(false) is [var first, ..] ? first : throw new ConformanceException($"Segment '{segment}' has a field.");

    /// <summary>Reads a whole segment: one list of values per field.</summary>
    public static async Task<List<string>[]> ReadAllAsync(this ISegmentSource source, SegmentId segment, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        List<string>[] values = [.. fields.Select(static _ => new List<string>())];
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(segment, fields), cancellationToken).ConfigureAwait(false))
        {
            using (chunk)
            {
                Check.Same(fields.Count, chunk.FieldCount, "The number of columns of a chunk");
                Check.Same(values[0].Count, chunk.FirstOrdinal, "The ordinal of the first row of a chunk: the number of rows before it");
                for (int field = 0; field < values.Length; field++)
                    AddColumn(values[field], chunk, field);
            }
        }

        return values;
    }

    public static void AddColumn(List<string> values, ProfileChunk chunk, int field)
    {
        Utf8Column column = chunk.GetColumn(field);
        for (int row = 0; row < column.Count; row++)
            values.Add(Encoding.UTF8.GetString(column[row]));
    }

    /// <summary>Compares values without showing any.</summary>
    public static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string what)
    {
        Check.Same(expected.Count, actual.Count, $"{what}: the number of values");
        for (int row = 0; row < expected.Count; row++)
            Check.That(string.Equals(expected[row], actual[row], StringComparison.Ordinal), $"{what} has another value at row {row}.");
    }
}
