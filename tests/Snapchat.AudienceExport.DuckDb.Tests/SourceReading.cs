using System.Text;

namespace Snapchat.AudienceExport.DuckDb.Tests;

/// <summary>Reads sources the easy way.</summary>
internal static class SourceReading
{
    public static ISegmentSource Query(string sql) => DuckDbSegments.Create(options => options.Segment("s", sql));

    public static ISegmentSource OneFile(string path) => DuckDbSegments.Create(options => options.File("s", path));

    /// <summary>Reads a whole segment: one array of values per field asked for.</summary>
    public static async Task<string[][]> ReadAsync(this ISegmentSource source, string segment, params string[] fields)
    {
        List<string>[] values = [.. fields.Select(static _ => new List<string>())];
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(SegmentId.Parse(segment), fields), TestContext.Current.CancellationToken))
        {
            using (chunk)
            {
                Assert.Equal(values[0].Count, chunk.FirstOrdinal);
                for (int field = 0; field < fields.Length; field++)
                    AddColumn(values[field], chunk.GetColumn(field));
            }
        }

        return Array.ConvertAll(values, static column => column.ToArray());
    }

    public static async Task<SegmentInfo[]> ListAsync(this ISegmentSource source, params string[] segments)
    {
        List<SegmentInfo> found = [];
        await foreach (SegmentInfo segment in source.GetSegmentsAsync(new SegmentQuery { Segments = [.. segments.Select(static id => SegmentId.Parse(id))] }, TestContext.Current.CancellationToken))
            found.Add(segment);
        return [.. found];
    }

    private static void AddColumn(List<string> values, Utf8Column column)
    {
        for (int row = 0; row < column.Count; row++)
            values.Add(Encoding.UTF8.GetString(column[row]));
    }
}
