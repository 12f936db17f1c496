using System.Data.Common;
using ExportConsole.CommandLine;
using Snapchat.AudienceExport;
using Sylvan.Data.Csv;

namespace ExportConsole.Input;

/// <summary>A CSV file as a segment source.</summary>
internal static class CsvInput
{
    // A record is buffered whole; a note of several megabytes is strange, but no reason to fail.
    private const int MaxRecordLength = 1 << 24;

    // Excel writes semicolons where the comma is the decimal sign; tabs come from pasted tables.
    private const string Delimiters = ",;\t";

    /// <summary>Makes a source of one segment after a look at the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fields">The columns that will be asked for.</param>
    /// <param name="mustBeWhole">Whether a broken row is an error, not a person without an address: where people are removed.</param>
    /// <returns>The source.</returns>
    /// <exception cref="UsageException">There is no such file or column, or the file is broken.</exception>
    public static OpenedInput Open(string file, IdentifierFields fields, bool mustBeWhole)
    {
        if (Directory.Exists(file))
            throw new UsageException($"'{file}' is a folder; name a file with --input.");
        try
        {
            (char delimiter, IReadOnlyList<IdentifierMapping> identifiers) = Examine(file, fields);
            if (mustBeWhole)
                RequireWhole(file, delimiter);
            return new OpenedInput(new CsvSource(SegmentSource.FromDbDataReader((_, _) => Task.FromResult<DbDataReader>(OpenReader(OpenText(file), delimiter)))), identifiers);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new UsageException($"There is no file '{file}'; check the path given with --input.");
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"'{file}' cannot be read; check that it is a CSV file you may open.");
        }
        catch (CsvMissingHeadersException)
        {
            throw new UsageException($"'{file}' is empty; its first line must name the columns.");
        }
        catch (FormatException)
        {
            throw new UsageException($"'{file}' is not well-formed CSV: a quote is misplaced or not closed, or a record is too long; mend it and run again.");
        }
    }

    private static (char Delimiter, IReadOnlyList<IdentifierMapping> Identifiers) Examine(string file, IdentifierFields fields)
    {
        IdentifierMapping? missing = null;
        int fewestMissing = int.MaxValue;
        foreach (char delimiter in Delimiters)
        {
            using CsvDataReader reader = OpenReader(OpenText(file), delimiter);
            string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            if (columns.Any(IsBinary))
                throw new UsageException($"'{file}' is not text in UTF-8; unpack it, or save it as CSV in UTF-8, and run again.");
            IReadOnlyList<IdentifierMapping> identifiers = fields.Map(columns);
            if (identifiers.FirstOrDefault(mapping => columns.Count(column => IsField(column, mapping)) > 1) is { } doubled)
                throw new UsageException($"'{file}' has several columns named '{doubled.Field}'; rename all but one.");
            IdentifierMapping[] absent = [.. identifiers.Where(mapping => !columns.Any(column => IsField(column, mapping)))];
            if (absent.Length == 0)
                return (delimiter, identifiers);

            // The delimiter that finds most columns is the likely one, and what it does not find is what is to be told.
            if (absent.Length < fewestMissing)
                (missing, fewestMissing) = (absent[0], absent.Length);
        }

        throw MissingColumn.Of($"The first line of '{file}'", missing!);
    }

    // UTF-16 without a byte order mark, a workbook and an archive have them in their first bytes.
    private static bool IsBinary(string column) => column.Any(static character => char.IsControl(character) && character is not ('\t' or '\n' or '\r'));

    private static void RequireWhole(string file, char delimiter)
    {
        using ByteKeepingReader text = OpenText(file);
        using CsvDataReader rows = OpenReader(text, delimiter);
        CsvCheck.Require(file, rows, text);
    }

    private static bool IsField(string column, IdentifierMapping mapping) => string.Equals(column, mapping.Field, StringComparison.Ordinal);

    private static ByteKeepingReader OpenText(string file) => new(new FileStream(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan }));

    private static CsvDataReader OpenReader(ByteKeepingReader text, char delimiter) => CsvDataReader.Create(text, new CsvDataReaderOptions
    {
        Delimiter = delimiter,
        BufferSize = 1 << 16,
        MaxBufferSize = MaxRecordLength,
        // No line is a comment: '#1001' is a customer number. The sign given instead cannot begin a line of text.
        Comment = '\uDFFF',
    });
}
