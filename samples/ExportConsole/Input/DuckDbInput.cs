using ExportConsole.CommandLine;
using Snapchat.AudienceExport;

namespace ExportConsole.Input;

/// <summary>Parquet and JSON-lines files, and queries over files, as a segment source.</summary>
internal static class DuckDbInput
{
    private static readonly string[] Extensions = [".parquet", ".jsonl", ".ndjson"];

    /// <summary>Whether a file is read with DuckDB.</summary>
    public static bool Reads(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    /// <exception cref="UsageException">There is no such file or column.</exception>
    public static Task<OpenedInput> OpenFileAsync(string file, IdentifierFields fields, CancellationToken cancellationToken) =>
        OpenAsync(options => options.File(SegmentSource.SingleSegment.Value, file).CountMembers = KnowsItsCount(file), fields, cancellationToken);

    /// <exception cref="UsageException">The query is not one, or does not select such a column.</exception>
    public static Task<OpenedInput> OpenQueryAsync(string sql, IdentifierFields fields, CancellationToken cancellationToken) =>
        OpenAsync(options => options.Segment(SegmentSource.SingleSegment.Value, sql).CountMembers = false, fields, cancellationToken);

    private static async Task<OpenedInput> OpenAsync(Action<DuckDbSegmentOptions> configure, IdentifierFields fields, CancellationToken cancellationToken)
    {
        try
        {
            ISegmentSource source = DuckDbSegments.Create(configure);
            IReadOnlyList<ProfileField> columns = await source.GetProfileFieldsAsync(new ProfileFieldQuery { Segment = SegmentSource.SingleSegment }, cancellationToken);
            string[] names = [.. columns.Select(static column => column.Name)];
            IReadOnlyList<IdentifierMapping> identifiers = fields.Map(names);
            return identifiers.FirstOrDefault(mapping => !names.Contains(mapping.Field, StringComparer.Ordinal)) is { } missing
                ? throw MissingColumn.Of("The input", missing)
                : new OpenedInput(source, identifiers);
        }
        catch (SegmentSourceException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    // Whatever else is counted is read twice.
    private static bool KnowsItsCount(string file) => string.Equals(Path.GetExtension(file), Extensions[0], StringComparison.OrdinalIgnoreCase);
}
