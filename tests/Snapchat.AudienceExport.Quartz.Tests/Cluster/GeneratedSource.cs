using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Quartz.Tests.Cluster;

/// <summary>Segments of generated people, as many as a test wants.</summary>
internal sealed class GeneratedSource(int people) : ISegmentSource
{
    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (SegmentId segment in query.Segments)
            yield return new SegmentInfo(segment, $"List {segment}") { MemberCount = people };
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        SegmentSource.FromEnumerable<string>([], static email => email).GetProfileFieldsAsync(query with { Segment = null }, cancellationToken);

    public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) => SegmentSource
        .FromEnumerable(GeneratedPeople.Of(request.Segment, people), static email => email)
        .ReadAsync(request with { Segment = SegmentSource.SingleSegment }, cancellationToken);
}
