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
    /// <param name="emailField">The column that will be asked for.</param>
    /// <returns>The source.</returns>
    /// <exception cref="UsageException">There is no such file or column.</exception>
    public static ISegmentSource Open(string file, string emailField)
    {
        char delimiter = FindDelimiter(file, emailField);
        return new CsvSource(SegmentSource.FromDbDataReader((_, _) => Task.FromResult<DbDataReader>(OpenReader(file, delimiter))));
    }

    private static char FindDelimiter(string file, string emailField)
    {
        if (Directory.Exists(file))
            throw new UsageException($"'{file}' is a folder; name a CSV file with --input.");
        try
        {
            foreach (char delimiter in Delimiters)
            {
                using CsvDataReader reader = OpenReader(file, delimiter);
                switch (Enumerable.Range(0, reader.FieldCount).Count(column => string.Equals(reader.GetName(column), emailField, StringComparison.Ordinal)))
                {
                    case 1:
                        return delimiter;
                    case > 1:
                        throw new UsageException($"'{file}' has several columns named '{emailField}'; rename all but one.");
                }
            }
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
            throw new UsageException($"The first line of '{file}' is not well-formed CSV; it must name the columns.");
        }

        // The names that are there stay unsaid: in a file without a header line they are a customer's data.
        throw new UsageException($"'{file}' has no column named '{emailField}' in its first line; name the one with the addresses with --email-field.");
    }

    private static CsvDataReader OpenReader(string file, char delimiter)
    {
        var stream = new FileStream(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        return CsvDataReader.Create(new ByteKeepingReader(stream), new CsvDataReaderOptions
        {
            Delimiter = delimiter,
            BufferSize = 1 << 16,
            MaxBufferSize = MaxRecordLength,
            // No line is a comment: '#1001' is a customer number. The sign given instead cannot begin a line of text.
            Comment = '\uDFFF',
        });
    }
}
