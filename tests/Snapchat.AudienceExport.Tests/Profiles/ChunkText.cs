using System.Text;

namespace Snapchat.AudienceExport.Tests.Profiles;

/// <summary>Reads chunks the easy way.</summary>
internal static class ChunkText
{
    public static string[] Column(this ProfileChunk chunk, int field)
    {
        Utf8Column column = chunk.GetColumn(field);
        string[] values = new string[column.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = Encoding.UTF8.GetString(column[row]);
        return values;
    }

    /// <summary>Reads a whole segment: one array of values per field asked for.</summary>
    public static Task<string[][]> ReadFieldsAsync(this ISegmentSource source, params string[] fields) => source.ReadFieldsAsync(SegmentSource.SingleSegment, fields);

    public static async Task<string[][]> ReadFieldsAsync(this ISegmentSource source, SegmentId segment, params string[] fields)
    {
        List<string>[] values = [.. fields.Select(_ => new List<string>())];
        await foreach (ProfileChunk chunk in source.ReadAsync(new SegmentReadRequest(segment, fields), TestContext.Current.CancellationToken))
        {
            using (chunk)
            {
                Assert.Equal(values[0].Count, chunk.FirstOrdinal);
                for (int field = 0; field < fields.Length; field++)
                    values[field].AddRange(chunk.Column(field));
            }
        }

        return Array.ConvertAll(values, column => column.ToArray());
    }
}
