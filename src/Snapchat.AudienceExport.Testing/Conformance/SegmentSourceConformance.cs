using Snapchat.AudienceExport.Testing.Conformance;

namespace Snapchat.AudienceExport.Testing;

/// <summary>
/// What every <see cref="ISegmentSource"/> has to do, as cases to run in any test framework: one test per case. Each gets a source of a few segments with members, whose
/// fields can all be mapped and which does not change meanwhile. Let one segment have more than 8,192 members, so that it does not fit into one chunk.
/// </summary>
public static class SegmentSourceConformance
{
    /// <summary>Gets the cases. No message of theirs holds a value of a profile.</summary>
    public static IReadOnlyList<ConformanceCase<ISegmentSource>> Cases { get; } =
    [
        .. SegmentListingCases.All,
        .. ProfileFieldCases.All,
        .. SegmentReadingCases.All,
        .. SegmentCancellationCases.All,
    ];
}
