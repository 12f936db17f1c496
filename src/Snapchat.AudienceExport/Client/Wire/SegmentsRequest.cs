namespace Snapchat.AudienceExport.Client.Wire;

internal sealed class SegmentsRequest
{
    public required IReadOnlyList<SegmentDto> Segments { get; init; }
}
