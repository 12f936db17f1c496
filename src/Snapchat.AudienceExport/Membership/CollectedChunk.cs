namespace Snapchat.AudienceExport.Membership;

/// <summary>A chunk on its way from the reader to a worker, with the place of its segment in the run.</summary>
internal readonly record struct CollectedChunk(int SegmentIndex, SegmentId Segment, ProfileChunk Chunk);
