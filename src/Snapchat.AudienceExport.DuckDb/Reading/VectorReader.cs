using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>Copies text from DuckDB's own vectors into chunks as a query streams; no string is made.</summary>
internal sealed unsafe class VectorReader : IDisposable
{
    private const int RowsPerValidityWord = 64;

    private readonly DuckDBPreparedStatement _statement;
    private readonly ProfileChunkBuilder _builder;
    private readonly DuckDBString*[] _values;
    private readonly ulong*[] _validity;
    private DuckDBResult _result;
    private DuckDBDataChunk? _vectors;
    private int _row;
    private int _rows;
    private bool _isAtEnd;

    /// <exception cref="DuckDbReadException">DuckDB refused the query.</exception>
    public VectorReader(DuckDBNativeConnection connection, string sql, int fields)
    {
        if (PreparedStatements.DuckDBPrepare(connection, sql, out _statement) != DuckDBState.Success)
        {
            string message = PreparedStatements.DuckDBPrepareError(_statement);
            _statement.Dispose();
            throw new DuckDbReadException(message);
        }

        if (PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result) != DuckDBState.Success)
        {
            string message = Query.DuckDBResultError(ref _result);
            Query.DuckDBDestroyResult(ref _result);
            _statement.Dispose();
            throw new DuckDbReadException(message);
        }

        _builder = new ProfileChunkBuilder(fields);
        _values = new DuckDBString*[fields];
        _validity = new ulong*[fields];
    }

    /// <summary>Reads until a chunk is full or there are no more rows.</summary>
    /// <returns>The chunk, the caller's now, or null at the end.</returns>
    /// <exception cref="DuckDbReadException">DuckDB stopped reading.</exception>
    public ProfileChunk? ReadChunk()
    {
        while (_row < _rows || FetchVectors())
        {
            AppendRows();
            if (_builder.IsFull)
                return _builder.Build();
        }

        return _builder.Count > 0 ? _builder.Build() : null;
    }

    public void Dispose()
    {
        _vectors?.Dispose();
        _builder.Dispose();
        Query.DuckDBDestroyResult(ref _result);
        _statement.Dispose();
    }

    private bool FetchVectors()
    {
        // To fetch beyond the end is an error.
        if (_isAtEnd)
            return false;
        _vectors?.Dispose();
        _vectors = StreamingResult.DuckDBStreamFetchChunk(_result);
        _row = 0;
        _rows = _vectors.IsInvalid ? 0 : (int)DataChunks.DuckDBDataChunkGetSize(_vectors);
        _isAtEnd = _rows == 0;
        if (_isAtEnd)
            return Query.DuckDBResultError(ref _result) is { Length: > 0 } error ? throw new DuckDbReadException(error) : false;

        for (int field = 0; field < _values.Length; field++)
        {
            nint vector = DataChunks.DuckDBDataChunkGetVector(_vectors, field);
            _values[field] = (DuckDBString*)Vectors.DuckDBVectorGetData(vector);
            _validity[field] = Vectors.DuckDBVectorGetValidity(vector);
        }

        return true;
    }

    private void AppendRows()
    {
        for (; _row < _rows && !_builder.IsFull; _row++)
        {
            for (int field = 0; field < _values.Length; field++)
            {
                if (IsNull(_validity[field], _row))
                    continue;
                DuckDBString* value = _values[field] + _row;
                _builder.Append(field, new ReadOnlySpan<byte>(value->Data, value->Length));
            }

            _builder.EndRow();
        }
    }

    // A vector without nulls has no mask.
    private static bool IsNull(ulong* validity, int row) => validity is not null && ((validity[row / RowsPerValidityWord] >> (row % RowsPerValidityWord)) & 1) == 0;
}
