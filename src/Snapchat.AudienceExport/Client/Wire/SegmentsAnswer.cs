namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class SegmentsAnswer
{
    public IReadOnlyList<SegmentPart?>? Segments { get; init; }

    public Paging? Paging { get; init; }
}
