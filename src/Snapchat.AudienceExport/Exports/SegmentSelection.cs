using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Exports;

/// <summary>The segments of a run: those that are read, and those that cannot be relied on.</summary>
/// <param name="Readable">The segments to read.</param>
/// <param name="Unread">The segments that the source does not have, has switched off, or failed to refresh.</param>
internal sealed record SegmentSelection(IReadOnlyList<SegmentInfo> Readable, IReadOnlyList<UnreadSegment> Unread)
{
    /// <summary>Finds the segments of a request. A mirror goes on without those that cannot be relied on, and removes nobody then; in the other modes the run would be something else than what was asked for.</summary>
    /// <exception cref="AudienceExportValidationException">The run cannot go on without a segment, or nothing is left to read.</exception>
    public static async Task<SegmentSelection> FindAsync(GuardedSource source, SegmentExportRequest request, CancellationToken cancellationToken)
    {
        var query = new SegmentQuery { Segments = [.. request.Segments.Distinct()], ExportUser = request.ExportUser };
        List<SegmentInfo> found = [];
        await foreach (SegmentInfo segment in source.GetSegmentsAsync(query, cancellationToken).ConfigureAwait(false))
            found.Add(segment);

        // A source that answers more than it was asked for must not bring people into the audience whom nobody chose.
        SegmentInfo[] segments = [.. found.DistinctBy(static segment => segment.Id).Where(segment => query.Segments.Count == 0 || query.Segments.Contains(segment.Id))];
        var selection = new SegmentSelection(
            [.. segments.Where(static segment => !IsUnreliable(segment))],
            [
                .. query.Segments.Except(segments.Select(static segment => segment.Id)).Select(static id => new UnreadSegment(id, null)),
                .. segments.Where(IsUnreliable).Select(static segment => new UnreadSegment(segment.Id, segment.State)),
            ]);
        return selection.Readable.Count == 0 || (selection.Unread.Count > 0 && request.Mode != ExportMode.Mirror) ? throw selection.ToException() : selection;
    }

    private static bool IsUnreliable(SegmentInfo segment) => segment.State is SegmentState.Failed or SegmentState.Inactive;

    private static string Describe(UnreadSegment unread) => unread.State is { } state
        ? $"Segment '{unread.Segment}' is {state} at the source, so its members cannot be relied on; mend it there or leave it out."
        : $"Segment '{unread.Segment}' does not exist at the source; choose one of its segments.";

    private AudienceExportValidationException ToException() => Unread.Count == 0
        ? new AudienceExportValidationException(nameof(SegmentExportRequest.Segments), "The source has no segments; there is nothing to export.")
        : new AudienceExportValidationException(nameof(SegmentExportRequest.Segments), Unread.Select(Describe)) { IsSourceUnready = Unread.All(static unread => unread.State is not null) };
}
