using ExportConsole.CommandLine;
using Sylvan.Data.Csv;

namespace ExportConsole.Input;

/// <summary>
/// Reads a CSV file once before a run that removes people. Where it was cut off, its columns slipped, or it was written in another encoding, people miss their addresses, and would look as if they had left.
/// </summary>
internal static class CsvCheck
{
    /// <param name="file">The file, to name it.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="text">What the rows are read from.</param>
    /// <exception cref="UsageException">A row has fewer or more fields than the first line names, or a byte is no text.</exception>
    public static void Require(string file, CsvDataReader rows, ByteKeepingReader text)
    {
        while (rows.Read())
        {
            if (rows.RowFieldCount != rows.FieldCount && !IsBlankLine(rows))
                throw new UsageException($"Row {rows.RowNumber} of '{file}' has {rows.RowFieldCount} fields where the first line names {rows.FieldCount}; mend it first, since mirror and replace remove whose row is broken.");
        }

        if (text.HasInvalidBytes)
            throw new UsageException($"'{file}' is not UTF-8; save it as that first, since mirror and replace remove whose address is not text.");
    }

    private static bool IsBlankLine(CsvDataReader row) => row.RowFieldCount == 1 && row.GetFieldSpan(0).IsEmpty;
}
