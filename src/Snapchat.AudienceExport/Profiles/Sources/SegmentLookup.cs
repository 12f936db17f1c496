namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Finds segments among those a source has.</summary>
internal static class SegmentLookup
{
    /// <exception cref="AudienceExportValidationException">The segment is not among them.</exception>
    public static void Require(SegmentId segment, IEnumerable<SegmentId> existing)
    {
        if (!existing.Contains(segment))
            throw new AudienceExportValidationException(nameof(SegmentReadRequest.Segment), $"The source has no segment '{segment}'; it has {string.Join(", ", existing.Select(id => $"'{id}'"))}.");
    }
}
