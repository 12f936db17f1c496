namespace Snapchat.AudienceExport.DuckDb.Files;

/// <summary>Files that are segments: how DuckDB reads each kind, with nothing left to guessing that could drop or change rows.</summary>
internal static class SegmentFile
{
    public const string SupportedExtensions = ".parquet, .csv, .jsonl or .ndjson";

    // Every value as it is written, so that no phone loses its zeros; a row that does not fit is an error, never skipped.
    private const string CsvDialect = """header = true, all_varchar = true, quote = '"', escape = '"', comment = '', skip = 0, nullstr = '', null_padding = false, ignore_errors = false, strict_mode = true""";

    public static bool IsSupported(string? path) => Extension(path) is ".parquet" or ".csv" or ".jsonl" or ".ndjson";

    public static SegmentDefinition Define(SegmentId id, string path) => new(id, $"file '{Path.GetFileName(path)}'", () => Sql(path)) { Path = path };

    private static string? Extension(string? path) => Path.GetExtension(path)?.ToLowerInvariant();

    private static string Sql(string path)
    {
        string literal = Literal(path);
        return Extension(path) switch
        {
            ".parquet" => $"SELECT * FROM read_parquet({literal})",
            ".csv" => $"SELECT * FROM read_csv({literal}, delim = '{CsvDelimiter.Detect(path)}', {CsvDialect})",
            _ => $"SELECT * FROM read_json({literal}, format = 'newline_delimited', ignore_errors = false)",
        };
    }

    // DuckDB takes paths for patterns, so what would be a wildcard is bracketed.
    private static string Literal(string path)
    {
        IEnumerable<string> characters = Path.GetFullPath(path).Select(static character => character switch
        {
            '*' or '?' or '[' => $"[{character}]",
            '\'' => "''",
            _ => character.ToString(),
        });
        return $"'{string.Concat(characters)}'";
    }
}
