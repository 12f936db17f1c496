using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Snapchat.AudienceExport;

/// <summary>Collects rows into chunks: append the fields of a row, end the row, and take a chunk whenever <see cref="IsFull"/> says so.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class ProfileChunkBuilder : IDisposable
{
    private const int MaxRows = 8192;
    private const int MaxBytes = 1 << 20;
    private const int InitialBytes = 1 << 18;

    // Never part of valid UTF-8, so that the normalizer refuses a value that was not valid UTF-16 either.
    private const byte InvalidByte = 0xFF;

    private readonly int _fieldCount;
    private readonly bool[] _appended;
    private byte[][]? _utf8;
    private int[][] _offsets = [];
    private int _rows;
    private long _firstOrdinal;
    private bool _disposed;

    /// <summary>Initializes a builder.</summary>
    /// <param name="fieldCount">The number of columns: one per requested field; 1 or more.</param>
    public ProfileChunkBuilder(int fieldCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fieldCount);
        _fieldCount = fieldCount;
        _appended = new bool[fieldCount];
    }

    /// <summary>Gets the number of rows that were ended since the last chunk.</summary>
    public int Count => _rows;

    /// <summary>Gets whether the chunk has reached its usual size (8,192 rows, or 1 MiB in one column) and should be taken.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Appends the UTF-8 value of one field of the current row.</summary>
    /// <param name="field">Between 0 and the number of fields - 1.</param>
    /// <param name="utf8">The value; any bytes are taken.</param>
    /// <exception cref="InvalidOperationException">The field already has a value in this row.</exception>
    public void Append(int field, ReadOnlySpan<byte> utf8) => utf8.CopyTo(Reserve(field, utf8.Length));

    /// <summary>Appends the UTF-16 value of one field of the current row, as UTF-8.</summary>
    /// <param name="field">Between 0 and the number of fields - 1.</param>
    /// <param name="value">The value. A lone surrogate is kept as a byte that is not UTF-8, so that the value is refused as <see cref="IdentifierStatus.InvalidText"/>.</param>
    /// <exception cref="InvalidOperationException">The field already has a value in this row.</exception>
    public void Append(int field, ReadOnlySpan<char> value)
    {
        Span<byte> destination = Reserve(field, Encoding.UTF8.GetMaxByteCount(value.Length));
        int written = 0;
        OperationStatus status;
        do
        {
            status = Utf8.FromUtf16(value, destination[written..], out int read, out int bytes, replaceInvalidSequences: false);
            written += bytes;
            if (status != OperationStatus.Done)
            {
                destination[written++] = InvalidByte;
                value = value[(read + 1)..];
            }
        }
        while (status != OperationStatus.Done);

        _offsets[field][_rows + 1] = _offsets[field][_rows] + written;
    }

    /// <summary>Ends the current row; a field that was not appended is null.</summary>
    /// <exception cref="InvalidOperationException">The chunk already has 8,192 rows.</exception>
    public void EndRow()
    {
        StartRow();
        _rows++;
        for (int field = 0; field < _fieldCount; field++)
        {
            if (!_appended[field])
                _offsets[field][_rows] = _offsets[field][_rows - 1];
            IsFull |= _offsets[field][_rows] >= MaxBytes;
            _appended[field] = false;
        }

        IsFull |= _rows == MaxRows;
    }

    /// <summary>Takes the ended rows as a chunk and starts the next one, whose ordinals go on.</summary>
    /// <returns>The chunk, now the caller's; it may have no rows.</returns>
    /// <exception cref="InvalidOperationException">A row was begun and not ended.</exception>
    public ProfileChunk Build()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Array.IndexOf(_appended, true) >= 0)
            throw new InvalidOperationException("A row was begun and not ended; call EndRow before Build.");
        var chunk = new ProfileChunk(_utf8 ?? Rent(), _offsets, _rows, _firstOrdinal);
        _firstOrdinal += _rows;
        Reset();
        return chunk;
    }

    /// <summary>Drops what was appended since the last chunk and returns its memory.</summary>
    public void Dispose()
    {
        if (_utf8 is not null)
        {
            if (Array.IndexOf(_appended, true) >= 0)
                EndRow();
            Build().Dispose();
        }

        _disposed = true;
    }

    private Span<byte> Reserve(int field, int length)
    {
        byte[][] utf8 = StartRow();
        if (_appended[field])
            throw new InvalidOperationException($"Field {field} already has a value in this row; call EndRow before the next row.");
        int start = _offsets[field][_rows];
        int end = checked(start + length);
        if (end > utf8[field].Length)
            Grow(utf8, field, start, end);
        _appended[field] = true;
        _offsets[field][_rows + 1] = end;
        return utf8[field].AsSpan(start, length);
    }

    private byte[][] StartRow()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_rows == MaxRows)
            throw new InvalidOperationException($"The chunk has {MaxRows} rows, the most it can take; call Build when IsFull is true.");
        return _utf8 ?? Rent();
    }

    private byte[][] Rent()
    {
        _utf8 = new byte[_fieldCount][];
        _offsets = new int[_fieldCount][];
        for (int field = 0; field < _fieldCount; field++)
        {
            _utf8[field] = ArrayPool<byte>.Shared.Rent(InitialBytes);
            _offsets[field] = ArrayPool<int>.Shared.Rent(MaxRows + 1);
            _offsets[field][0] = 0;
        }

        return _utf8;
    }

    private static void Grow(byte[][] utf8, int field, int used, int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * utf8[field].Length)));
        utf8[field].AsSpan(0, used).CopyTo(larger);
        utf8[field].AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(utf8[field]);
        utf8[field] = larger;
    }

    private void Reset()
    {
        _utf8 = null;
        _offsets = [];
        _rows = 0;
        IsFull = false;
    }
}
