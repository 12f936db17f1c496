namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>DuckDB refused a query or stopped reading. Its message may hold values; it never leaves this package except as a hidden cause.</summary>
internal sealed class DuckDbReadException(string message) : Exception(message);
