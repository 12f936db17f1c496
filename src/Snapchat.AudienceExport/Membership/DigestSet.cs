using System.Buffers;

namespace Snapchat.AudienceExport.Membership;

/// <summary>A set of distinct digests in ascending order, read by position or partition by partition: in memory, or in a spill if it is too large for that.</summary>
internal sealed class DigestSet : IDigestPartitions, IDisposable
{
    private readonly DigestPartition[] _partitions = [];
    private readonly DigestSpill? _spill;

    // Position of the first digest of each partition, and the total at the end.
    private readonly long[] _starts;
    private bool _disposed;

    /// <param name="partitions">The digests in memory, which the set owns from now on.</param>
    internal DigestSet(DigestPartition[] partitions)
        : this(index => partitions[index].Count) => _partitions = partitions;

    /// <param name="spill">A spill with at most one run per partition, which the set owns from now on.</param>
    internal DigestSet(DigestSpill spill)
        : this(spill.CountOf) => _spill = spill;

    private DigestSet(Func<int, int> count)
    {
        _starts = new long[DigestCollector.PartitionCount + 1];
        for (int i = 0; i < DigestCollector.PartitionCount; i++)
            _starts[i + 1] = _starts[i] + count(i);
    }

    public long Count => _starts[^1];

    /// <summary>Gets whether the digests are on the disk, since they were too many for the memory.</summary>
    public bool IsSpilled => _spill is not null;

    /// <summary>Copies the digests at <paramref name="start"/> and after, until <paramref name="destination"/> is full. Safe for several threads at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches past the end.</exception>
    public void CopyTo(long start, Span<Sha256Digest> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Count - destination.Length);

        // The last partition that starts at or before the position; empty ones before it start there too.
        int found = Array.BinarySearch(_starts, start);
        int index = found < 0 ? ~found - 1 : found;
        while (!destination.IsEmpty)
        {
            int offset = (int)(start - _starts[index]);
            int length = Math.Min(CountOf(index) - offset, destination.Length);
            if (length > 0)
            {
                Copy(index, offset, destination[..length]);
                destination = destination[length..];
                start += length;
            }

            index++;
        }
    }

    /// <inheritdoc/>
    public void MergeInto(int partition, MarkedPartition destination, DigestMarks marks)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_spill is not null)
        {
            _spill.MergeInto(partition, destination, marks);
            return;
        }

        int count = CountOf(partition);
        Sha256Digest[] digests = ArrayPool<Sha256Digest>.Shared.Rent(count);
        _partitions[partition].CopyTo(0, digests.AsSpan(0, count));
        destination.Merge(digests.AsSpan(0, count), marks);
        ArrayPool<Sha256Digest>.Shared.Return(digests, clearArray: true);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _spill?.Dispose();
        Parallel.ForEach(_partitions, static partition => partition.Truncate(0));
    }

    private int CountOf(int partition) => (int)(_starts[partition + 1] - _starts[partition]);

    private void Copy(int partition, int offset, Span<Sha256Digest> destination)
    {
        if (_spill is not null)
            _spill.CopyTo(partition, offset, destination);
        else
            _partitions[partition].CopyTo(offset, destination);
    }
}
