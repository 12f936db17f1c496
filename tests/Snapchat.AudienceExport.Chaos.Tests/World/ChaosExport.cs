namespace Snapchat.AudienceExport.Chaos.Tests.World;

/// <summary>An export as it is defined now; edits replace it.</summary>
/// <param name="Audience">The audience.</param>
/// <param name="Mode">What it does to the people who are there.</param>
/// <param name="Segments">Whose union is wanted.</param>
/// <param name="Kinds">What it maps.</param>
internal sealed record ChaosExport(AudienceId Audience, ExportMode Mode, IReadOnlyList<string> Segments, IReadOnlyList<IdentifierKind> Kinds)
{
    /// <summary>Gets who is wanted now: W.</summary>
    public HashSet<Sha256Digest> Wanted(Population population, IdentifierKind kind) => Kinds.Contains(kind) ? population.Wanted(Segments, kind) : [];

    public SegmentExportRequest Request(ISegmentSource source) => new(Audience, source)
    {
        Mode = Mode,
        Segments = [.. Segments.Select(static segment => SegmentId.Parse(segment))],
        Identifiers = [.. Kinds.Select(static kind => PeopleSource.Mappings[kind])],
    };
}
