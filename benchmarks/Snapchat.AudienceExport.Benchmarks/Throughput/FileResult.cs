namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>What exports from files take that DuckDB reads, in milliseconds, and against what they may take: twice the reader alone and once the floor; and what the rows of ADO.NET take in the reader's place.</summary>
internal sealed record FileResult(
    double FloorMs,
    double ParquetMs,
    double ParquetReaderMs,
    double ParquetOverAllowed,
    double ParquetRowsMs,
    double ParquetReaderOverRows,
    double CsvMs,
    double CsvReaderMs,
    double CsvOverAllowed);
