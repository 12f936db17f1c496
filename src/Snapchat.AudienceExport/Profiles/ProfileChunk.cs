using System.Buffers;

namespace Snapchat.AudienceExport;

/// <summary>Some thousand rows of profiles, one UTF-8 column per field: the unit in which profiles travel. Made by a <see cref="ProfileChunkBuilder"/>.</summary>
/// <remarks>The memory is pooled. The consumer disposes a chunk once and touches neither it nor its columns afterwards.</remarks>
public sealed class ProfileChunk : IDisposable
{
    private readonly int[][] _offsets;
    private readonly byte[][] _utf8;
    private bool _disposed;

    internal ProfileChunk(byte[][] utf8, int[][] offsets, int count, long firstOrdinal)
    {
        _utf8 = utf8;
        _offsets = offsets;
        Count = count;
        FirstOrdinal = firstOrdinal;
    }

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; }

    /// <summary>Gets the number of columns: one per requested field.</summary>
    public int FieldCount => _utf8.Length;

    /// <summary>Gets the ordinal of the first row in its segment; the first row of a segment has ordinal 0.</summary>
    public long FirstOrdinal { get; }

    /// <summary>Gets the values of one field.</summary>
    /// <param name="field">Between 0 and <see cref="FieldCount"/> - 1.</param>
    /// <returns>One value per row; null is an empty value.</returns>
    /// <exception cref="ObjectDisposedException">The chunk was disposed.</exception>
    public Utf8Column GetColumn(int field)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new Utf8Column(_utf8[field], _offsets[field].AsSpan(0, Count + 1));
    }

    /// <summary>Wipes the values and returns the memory to its pool.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        for (int field = 0; field < _utf8.Length; field++)
        {
            // Raw addresses do not stay behind in a pool that the whole process shares.
            _utf8[field].AsSpan(0, _offsets[field][Count]).Clear();
            ArrayPool<byte>.Shared.Return(_utf8[field]);
            ArrayPool<int>.Shared.Return(_offsets[field]);
        }
    }
}
