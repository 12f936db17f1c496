namespace Snapchat.AudienceExport;

/// <summary>A column of UTF-8 values in the layout of Apache Arrow: all bytes one after another, and where each value starts and ends.</summary>
/// <remarks>A null is an empty value. The values are not checked to be valid UTF-8; the normalizer refuses those that are not.</remarks>
public readonly ref struct Utf8Column
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly ReadOnlySpan<int> _offsets;

    /// <summary>Initializes a column over existing memory; nothing is copied.</summary>
    /// <param name="utf8">The bytes of all values.</param>
    /// <param name="offsets">n + 1 offsets for n rows: row i is <c>utf8[offsets[i]..offsets[i + 1]]</c>. Ascending, none below 0 or above the length of <paramref name="utf8"/>.</param>
    /// <exception cref="ArgumentException">The offsets are empty, descend, or lie outside the bytes.</exception>
    public Utf8Column(ReadOnlySpan<byte> utf8, ReadOnlySpan<int> offsets)
    {
        if (offsets.IsEmpty)
            throw new ArgumentException("A column of n rows has n + 1 offsets; there are none.", nameof(offsets));
        int previous = 0;
        foreach (int offset in offsets)
        {
            if (offset < previous)
                throw new ArgumentException($"Offset {offset} is below 0 or below the one before it ({previous}).", nameof(offsets));
            previous = offset;
        }

        if (previous > utf8.Length)
            throw new ArgumentException($"The last offset ({previous}) lies outside the {utf8.Length} bytes.", nameof(offsets));
        _utf8 = utf8;
        _offsets = offsets;
    }

    /// <summary>Gets the number of rows.</summary>
    public int Count => _offsets.IsEmpty ? 0 : _offsets.Length - 1;

    /// <summary>Gets the bytes of one row.</summary>
    /// <param name="row">Between 0 and <see cref="Count"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<byte> this[int row] => _utf8[_offsets[row].._offsets[row + 1]];

    /// <summary>Gets the bytes of all rows.</summary>
    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Gets the checked offsets, one more than there are rows.</summary>
    internal ReadOnlySpan<int> Offsets => _offsets;
}
