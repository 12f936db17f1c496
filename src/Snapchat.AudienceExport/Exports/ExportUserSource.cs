using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Exports;

/// <summary>The segment source as an export user sees it.</summary>
internal sealed class ExportUserSource(GuardedSource source, Actor exportUser)
{
    /// <summary>Gets the segments asked for that exist, or all of them if none was asked for.</summary>
    /// <exception cref="SegmentReadException">The source failed.</exception>
    public async Task<IReadOnlyList<SegmentInfo>> GetSegmentsAsync(IReadOnlyList<SegmentId> segments, CancellationToken cancellationToken)
    {
        List<SegmentInfo> found = [];
        await foreach (SegmentInfo segment in source.GetSegmentsAsync(new SegmentQuery { Segments = segments, ExportUser = exportUser }, cancellationToken).ConfigureAwait(false))
            found.Add(segment);
        return [.. found.DistinctBy(static segment => segment.Id)];
    }

    /// <summary>Gets the fields of a segment, or of any.</summary>
    /// <exception cref="SegmentReadException">The source failed.</exception>
    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(SegmentId? segment, CancellationToken cancellationToken) =>
        source.GetProfileFieldsAsync(new ProfileFieldQuery { Segment = segment, ExportUser = exportUser }, cancellationToken);
}
