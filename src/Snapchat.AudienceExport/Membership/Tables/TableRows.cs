using System.Buffers;
using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Membership.Tables;

/// <summary>One partition of a table: columns of sorted digests, one behind the other. It serves partition after partition.</summary>
internal sealed class TableRows : IDisposable
{
    private readonly int[] _ends;
    private Sha256Digest[] _digests = [];
    private int _columns;

    public TableRows(int columns) => _ends = new int[columns];

    public int Columns => _ends.Length;

    /// <summary>Gets the digests of a column.</summary>
    public ReadOnlySpan<Sha256Digest> this[int column] => _digests.AsSpan(StartOf(column), CountOf(column));

    /// <summary>Gets all columns as the bytes that are kept.</summary>
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_digests.AsSpan(0, Length));

    private int Length => _columns == 0 ? 0 : _ends[_columns - 1];

    public int CountOf(int column) => _ends[column] - StartOf(column);

    /// <summary>Starts anew with the next partition.</summary>
    public void Clear() => _columns = 0;

    /// <summary>Adds the next column: the digests whose marks, as far as <paramref name="mask"/> looks, are <paramref name="value"/>.</summary>
    public void AddColumn(MarkedPartition partition, DigestMarks mask, DigestMarks value)
    {
        int count = partition.CountWhere(mask, value);
        partition.CopyWhere(mask, value, Extend(count));
    }

    /// <summary>Makes room for all columns of a partition.</summary>
    /// <param name="counts">The digests of each column.</param>
    /// <returns>The bytes to be filled.</returns>
    public Span<byte> Fill(ReadOnlySpan<int> counts)
    {
        Clear();
        foreach (int count in counts)
            Extend(count);
        return MemoryMarshal.AsBytes(_digests.AsSpan(0, Length));
    }

    /// <summary>Returns the memory, wiped.</summary>
    public void Dispose()
    {
        _columns = 0;
        if (_digests.Length > 0)
            ArrayPool<Sha256Digest>.Shared.Return(_digests, clearArray: true);
        _digests = [];
    }

    private int StartOf(int column) => column == 0 ? 0 : _ends[column - 1];

    private Span<Sha256Digest> Extend(int count)
    {
        int start = Length;
        if (_digests.Length < start + count)
        {
            Sha256Digest[] larger = ArrayPool<Sha256Digest>.Shared.Rent(start + count);
            _digests.AsSpan(0, start).CopyTo(larger);
            if (_digests.Length > 0)
                ArrayPool<Sha256Digest>.Shared.Return(_digests, clearArray: true);
            _digests = larger;
        }

        _ends[_columns++] = start + count;
        return _digests.AsSpan(start, count);
    }
}
