namespace Snapchat.AudienceExport.Membership;

/// <summary>A set of distinct digests in ascending order, read by position.</summary>
internal sealed class DigestSet : IDisposable
{
    private readonly DigestPartition[] _partitions;

    // Position of the first digest of each partition, and the total at the end.
    private readonly long[] _starts;
    private bool _disposed;

    internal DigestSet(DigestPartition[] partitions)
    {
        _partitions = partitions;
        _starts = new long[partitions.Length + 1];
        for (int i = 0; i < partitions.Length; i++)
            _starts[i + 1] = _starts[i] + partitions[i].Count;
    }

    public long Count => _starts[^1];

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
            int length = Math.Min(_partitions[index].Count - offset, destination.Length);
            if (length > 0)
            {
                _partitions[index].CopyTo(offset, destination[..length]);
                destination = destination[length..];
                start += length;
            }

            index++;
        }
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Parallel.ForEach(_partitions, static partition => partition.Truncate(0));
    }
}
