using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Segments that are collections.</summary>
/// <typeparam name="T">The type of a profile.</typeparam>
internal sealed class EnumerableSegmentSource<T>(IReadOnlyDictionary<SegmentId, IEnumerable<T>> segments, ProfileFields<T> fields) : ISegmentSource
{
    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach ((SegmentId id, IEnumerable<T> profiles) in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (query.Includes(id))
                yield return new SegmentInfo(id, id.Value) { MemberCount = profiles.TryGetNonEnumeratedCount(out int count) ? count : null };
        }
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Segment is { } segment)
            SegmentLookup.Require(segment, segments.Keys);
        return Task.FromResult(fields.Describe());
    }

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SegmentLookup.Require(request.Segment, segments.Keys);
        Func<T, string?>[] selectors = fields.Select(request.Fields);
        using var builder = new ProfileChunkBuilder(selectors.Length);
        foreach (T profile in segments[request.Segment])
        {
            cancellationToken.ThrowIfCancellationRequested();
            ProfileFields<T>.AppendRow(builder, selectors, profile);
            if (builder.IsFull)
                yield return builder.Build();
        }

        if (builder.Count > 0)
            yield return builder.Build();
    }
}
