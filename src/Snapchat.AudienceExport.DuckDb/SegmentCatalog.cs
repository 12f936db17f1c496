using Snapchat.AudienceExport.DuckDb.Files;

namespace Snapchat.AudienceExport.DuckDb;

/// <summary>The segments of the options, those in the folder as they are right now.</summary>
internal sealed class SegmentCatalog(DuckDbSegmentOptions options)
{
    /// <exception cref="SegmentSourceException">The folder is missing, or two segments have the same ID.</exception>
    public IReadOnlyList<SegmentDefinition> List()
    {
        SegmentDefinition[] segments =
        [
            .. options.Segments.Select(static segment => new SegmentDefinition(SegmentId.Parse(segment.Key), "its SQL", () => WithoutSemicolon(segment.Value))),
            .. options.Files.Select(static file => SegmentFile.Define(SegmentId.Parse(file.Key), file.Value)),
            .. string.IsNullOrWhiteSpace(options.Folder) ? [] : SegmentFolder.List(options.Folder),
        ];
        IGrouping<SegmentId, SegmentDefinition>? doubled = segments.GroupBy(static segment => segment.Id).FirstOrDefault(static group => group.Skip(1).Any());
        return doubled is null
            ? segments
            : throw new SegmentSourceException($"Segment '{doubled.Key}' is defined by {string.Join(" and by ", doubled.Select(static segment => segment.Origin))}; rename one of them.");
    }

    /// <exception cref="SegmentSourceException">There is no such segment.</exception>
    public SegmentDefinition Find(SegmentId id)
    {
        IReadOnlyList<SegmentDefinition> segments = List();
        return segments.FirstOrDefault(segment => segment.Id == id)
            ?? throw new SegmentSourceException($"There is no segment '{id}'; there are {(segments.Count == 0 ? "none" : string.Join(", ", segments.Select(static segment => $"'{segment.Id}'")))}.");
    }

    // A statement is written with a semicolon at its end, but cannot stand in parentheses with it.
    private static string WithoutSemicolon(string sql) => sql.TrimEnd().TrimEnd(';');
}
