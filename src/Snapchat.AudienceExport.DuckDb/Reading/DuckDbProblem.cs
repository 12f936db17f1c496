using System.Globalization;
using System.Text.RegularExpressions;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>
/// Says in one sentence what is wrong with a segment and what to do. DuckDB's own messages quote rows of files, so of them only what comes from the SQL and the options is kept:
/// the class of the error, the number of a line, and the name of a file or column that was asked for.
/// </summary>
internal static partial class DuckDbProblem
{
    // What DuckDB puts before an error that comes when rows have been read.
    private const string Wrapper = "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: ";

    private const string Malformed = "A file is cut off, malformed, not UTF-8, or has a line longer than 2 MB, or a value does not fit the type it is read as; mend it";

    public static SegmentSourceException Translate(SegmentDefinition segment, Exception exception) => new($"Segment '{segment.Id}', {segment.Origin}: {Describe(segment, WithoutWrapper(exception.Message))}.", exception);

    private static string Describe(SegmentDefinition segment, string message)
    {
        string kind = message[..Math.Max(0, message.IndexOf(": ", StringComparison.Ordinal))];
        return kind switch
        {
            "Parser Error" => "The SQL is not one query; write one SELECT statement, which may not change anything, and nothing after it",
            "Binder Error" when MissingColumn().Match(message) is { Success: true } match => $"The SQL names a column '{match.Groups["what"].Value}' that does not exist; correct the name",
            "Binder Error" => "The SQL does not fit the columns it reads; correct its names, types and arguments",
            "Catalog Error" when MissingEntry().Match(message) is { Success: true } match => $"The SQL names '{match.Groups["what"].Value}', which does not exist; a file is read as in read_parquet('path')",
            "Catalog Error" => "The SQL names a table or function that does not exist; a file is read as in read_parquet('path')",
            "IO Error" when Directory.Exists(segment.Path) => $"'{segment.Path}' is a folder; name a file, or select from all of its files with SQL, as in read_parquet('folder/*.parquet')",
            "IO Error" when MissingFile().Match(message) is { Success: true } match => $"There is no file '{match.Groups["what"].Value}'; put it there or correct the path",
            "IO Error" => "A file cannot be read; look whether it is there, whole, and open to this process",
            "Missing Extension Error" or "Autoload Error" => "It needs a DuckDB extension, and none is installed or loaded here; read local Parquet, CSV or JSON-lines files",
            "Out of Memory Error" => "It needs more memory than MemoryLimitBytes allows; raise the limit or simplify the query. TempDirectory would let DuckDB write to disk, in clear",
            _ when message.Contains("byte order mark", StringComparison.Ordinal) => "A file of JSON lines begins with a byte order mark; write it as UTF-8 without one",

            // DuckDB has counted the line in which JSON breaks off already.
            _ when BrokenJson().Match(message) is { Success: true } match => Malformed + AtLine(long.Parse(match.Groups["what"].Value, CultureInfo.InvariantCulture) - 1),
            _ when MalformedLine().Match(message) is { Success: true } match => Malformed + AtLine(long.Parse(match.Groups["what"].Value, CultureInfo.InvariantCulture)),
            "Invalid Input Error" or "Conversion Error" or "Invalid Error" or "Serialization Error" => Malformed,
            _ => "DuckDB could not read it; set IncludeSourceExceptions to see why while debugging",
        };
    }

    private static string WithoutWrapper(string message) => message.StartsWith(Wrapper, StringComparison.Ordinal) ? message[Wrapper.Length..] : message;

    private static string AtLine(long line) => string.Create(CultureInfo.InvariantCulture, $" (line {line})");

    [GeneratedRegex("""^Binder Error: Referenced column "(?<what>[^"\r\n]*)" not found""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MissingColumn();

    [GeneratedRegex("""^Catalog Error: [A-Za-z ]+ with name "?(?<what>[^"\r\n]*?)"? does not exist""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MissingEntry();

    [GeneratedRegex("""^IO Error: No files found that match the pattern "(?<what>[^"\r\n]*)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MissingFile();

    [GeneratedRegex("""^Invalid Input Error: Malformed JSON in file "[^"\r\n]*", at byte [0-9]+ in line (?<what>[0-9]{1,18}):""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex BrokenJson();

    // From the beginning: a row can hold such words and a number of its own.
    [GeneratedRegex("""^[A-Za-z ]+: (CSV Error on Line: (?<what>[0-9]{1,18})|JSON transform error in file "[^"\r\n]*", in line (?<what>[0-9]{1,18}))""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MalformedLine();
}
