namespace Snapchat.AudienceExport.DuckDb;

/// <summary>A segment: what holds its members, and the SQL that selects them.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Origin">What holds the members, in words, as in <c>its SQL</c>.</param>
/// <param name="Sql">Gets one statement, without a semicolon at its end. Of a file it depends on the header row, so it is made when it is needed.</param>
internal sealed record SegmentDefinition(SegmentId Id, string Origin, Func<string> Sql)
{
    /// <summary>Gets the path of the file, or null if the segment is a query.</summary>
    public string? Path { get; init; }
}
