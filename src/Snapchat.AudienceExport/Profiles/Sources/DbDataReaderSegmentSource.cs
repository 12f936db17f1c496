using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Segments that are read through ADO.NET.</summary>
internal sealed class DbDataReaderSegmentSource(IReadOnlyList<SegmentInfo> segments, Func<SegmentReadRequest, CancellationToken, Task<DbDataReader>> open) : ISegmentSource
{
    private IEnumerable<SegmentId> SegmentIds => segments.Select(segment => segment.Id);

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SegmentInfo segment in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (query.Includes(segment.Id))
                yield return segment;
        }
    }

    public async Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
    {
        SegmentId segment = query.Segment ?? segments[0].Id;
        SegmentLookup.Require(segment, SegmentIds);
        var request = new SegmentReadRequest(segment, []) { ExportUser = query.ExportUser };
        DbDataReader reader = await open(request, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return [.. DbColumns.NamesOf(reader).Select((name, ordinal) => FieldHints.Describe(name, reader.GetDataTypeName(ordinal)))];
    }

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SegmentLookup.Require(request.Segment, SegmentIds);
        DbDataReader reader = await open(request, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            using var columns = new DbColumns(reader, request.Fields);
            using var builder = new ProfileChunkBuilder(request.Fields.Count);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                columns.AppendRow(builder);
                if (builder.IsFull)
                    yield return builder.Build();
            }

            if (builder.Count > 0)
                yield return builder.Build();
        }
    }
}
