namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class SegmentPart
{
    public SegmentDto? Segment { get; init; }
}
