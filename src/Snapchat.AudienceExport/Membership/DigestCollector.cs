using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Collects the digests of one identifier kind in 256 partitions by first byte. Several collectors, one per worker, become one exact set.</summary>
/// <remarks>
/// SHA-256 spreads evenly, so partitions have about equal sizes; each is sorted by itself, which bounds the scratch memory and lets cores share the work.
/// Beyond its share of memory a collector spills its partitions, sorted, and starts anew; the runs of a partition are merged when the set is sealed.
/// </remarks>
internal sealed class DigestCollector : IDisposable
{
    internal const int PartitionCount = 256;

    private readonly DigestPartition[] _partitions = new DigestPartition[PartitionCount];
    private readonly DigestOverflow? _overflow;
    private int _inMemory;

    // The digests of one chunk; kept for the next one.
    private Sha256Digest[] _ordered = [];
    private bool _sealed;

    /// <param name="pages">Lends the memory.</param>
    /// <param name="overflow">Takes what is too much for the memory, shared by all collectors of the kind; or null if nothing is.</param>
    public DigestCollector(ArrayPool<Sha256Digest> pages, DigestOverflow? overflow = null)
    {
        _overflow = overflow;
        for (int i = 0; i < PartitionCount; i++)
            _partitions[i] = new DigestPartition(pages);
    }

    /// <summary>Adds the digests of the rows that are valid.</summary>
    /// <param name="digests">One digest per row.</param>
    /// <param name="statuses">One status per row.</param>
    public void AddValid(ReadOnlySpan<Sha256Digest> digests, ReadOnlySpan<IdentifierStatus> statuses)
    {
        ObjectDisposedException.ThrowIf(_sealed, this);
        EnsureOrdered(digests.Length);
        Span<int> ends = stackalloc int[PartitionCount];
        OrderValid(digests, statuses, ends);
        int start = 0;
        for (int i = 0; i < PartitionCount; i++)
        {
            _partitions[i].Add(_ordered.AsSpan(start..ends[i]));
            start = ends[i];
        }

        _inMemory += start;
        if (_inMemory > _overflow?.MaxInMemory)
            Spill(_overflow);
    }

    /// <summary>Sorts and de-duplicates what was added to this collector and to others. They all take nothing more.</summary>
    /// <param name="others">The collectors of the other workers.</param>
    /// <param name="cancellationToken">Stops between two partitions.</param>
    /// <returns>The set, which now owns the memory.</returns>
    public DigestSet Seal(IReadOnlyList<DigestCollector> others, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_sealed, this);
        DigestSpill? merged = _overflow?.Spilled is null ? null : _overflow.Open();
        try
        {
            ForEachPartition(
                i => _partitions[i].Count + others.Sum(other => other._partitions[i].Count) + (_overflow?.Spilled?.CountOf(i) ?? 0),
                (i, scratch, ends) =>
                {
                    foreach (DigestCollector other in others)
                        _partitions[i].Absorb(other._partitions[i]);
                    _overflow?.Spilled?.AppendTo(i, _partitions[i]);
                    if (merged is null)
                        _partitions[i].SortDistinct(scratch, ends);
                    else
                        _overflow!.Add(i, _partitions[i].TakeDistinct(scratch, ends), merged);
                },
                Environment.ProcessorCount,
                cancellationToken);
        }
        catch
        {
            merged?.Dispose();
            throw;
        }

        _sealed = true;
        return merged is null ? new DigestSet(_partitions) : new DigestSet(merged);
    }

    /// <summary>Returns the memory, unless a set owns it.</summary>
    public void Dispose()
    {
        ReturnOrdered();
        if (_sealed)
            return;
        _sealed = true;
        foreach (DigestPartition partition in _partitions)
            partition.Truncate(0);
    }

    private void Spill(DigestOverflow overflow)
    {
        // One thread: the other workers go on collecting meanwhile.
        ForEachPartition(
            i => _partitions[i].Count,
            (i, scratch, ends) => overflow.Add(i, _partitions[i].TakeDistinct(scratch, ends)),
            maxParallel: 1,
            CancellationToken.None);
        _inMemory = 0;
    }

    private static void ForEachPartition(Func<int, int> count, Action<int, Sha256Digest[], int[]> work, int maxParallel, CancellationToken cancellationToken)
    {
        int largest = Enumerable.Range(0, PartitionCount).Max(count);
        try
        {
            Parallel.For(
                0,
                PartitionCount,
                new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = maxParallel },
                () => (Digests: ArrayPool<Sha256Digest>.Shared.Rent(largest), Ends: ArrayPool<int>.Shared.Rent(DigestPartition.MaxBuckets)),
                (i, _, scratch) =>
                {
                    work(i, scratch.Digests, scratch.Ends);
                    return scratch;
                },
                static scratch =>
                {
                    ArrayPool<Sha256Digest>.Shared.Return(scratch.Digests, clearArray: true);
                    ArrayPool<int>.Shared.Return(scratch.Ends);
                });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    /// <summary>Counting sort by partition, so that partitions get runs of digests instead of one here and one there; leaves the end of each run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OrderValid(ReadOnlySpan<Sha256Digest> digests, ReadOnlySpan<IdentifierStatus> statuses, Span<int> ends)
    {
        ends.Clear();
        for (int row = 0; row < digests.Length; row++)
        {
            if (statuses[row] == IdentifierStatus.Valid)
                ends[digests[row].Partition]++;
        }

        int next = 0;
        foreach (ref int end in ends)
            (end, next) = (next, next + end);
        Span<Sha256Digest> ordered = _ordered;
        for (int row = 0; row < digests.Length; row++)
        {
            if (statuses[row] == IdentifierStatus.Valid)
                ordered[ends[digests[row].Partition]++] = digests[row];
        }
    }

    private void EnsureOrdered(int rows)
    {
        if (_ordered.Length >= rows)
            return;
        ReturnOrdered();
        _ordered = ArrayPool<Sha256Digest>.Shared.Rent(rows);
    }

    private void ReturnOrdered()
    {
        if (_ordered.Length == 0)
            return;
        ArrayPool<Sha256Digest>.Shared.Return(_ordered, clearArray: true);
        _ordered = [];
    }
}
