using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>Makes sure that a segment's SQL is one statement that only reads, before any of it runs.</summary>
internal static class SingleStatement
{
    /// <exception cref="SegmentSourceException">The SQL is no statement, several, or one that is not a query.</exception>
    public static void Require(DuckDBConnection connection, SegmentDefinition segment, string sql)
    {
        // In parentheses only a query parses: whatever writes does not. What closes them and goes on is more than one statement.
        int count = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection.NativeConnection, $"SELECT * FROM (\n{sql}\n)", out DuckDBExtractedStatements statements);
        using (statements)
        {
            if (count == 1)
                return;
            string? error = count == 0 ? NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements) : null;
            throw new SegmentSourceException(
                $"The SQL of segment '{segment.Id}' is not one query; write one SELECT statement, which may not change anything, and nothing after it.",
                error is null ? null : new DuckDbReadException(error));
        }
    }
}
