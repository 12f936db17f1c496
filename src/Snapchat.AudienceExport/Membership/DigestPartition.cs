using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The digests with one first byte: a list of pooled pages that only grows, until it is sorted once.</summary>
internal sealed class DigestPartition(ArrayPool<Sha256Digest> pages)
{
    /// <summary>Digests per page (8 KiB): small, so that 256 nearly empty partitions stay cheap, and no page is a large object.</summary>
    internal const int PageLength = 256;

    /// <summary>The most buckets that <see cref="SortDistinct"/> spreads a partition over.</summary>
    internal const int MaxBuckets = 1 << MaxBucketBits;

    private const int MaxBucketBits = 16;

    // Up to here, insertion beats the general sort.
    private const int SmallBucket = 16;

    private readonly List<Sha256Digest[]> _pages = [];
    private Sha256Digest[] _last = [];
    private int _usedOfLast = PageLength;

    /// <summary>Gets the number of digests; after <see cref="SortDistinct"/> they are distinct.</summary>
    public int Count => _pages.Count == 0 ? 0 : ((_pages.Count - 1) * PageLength) + _usedOfLast;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Sha256Digest digest)
    {
        if (_usedOfLast == PageLength)
        {
            _pages.Add(_last = pages.Rent(PageLength));
            _usedOfLast = 0;
        }

        _last[_usedOfLast++] = digest;
    }

    /// <summary>Takes all digests of another partition, which is empty afterwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Absorb(DigestPartition other)
    {
        for (int page = 0; page < other._pages.Count; page++)
        {
            foreach (ref readonly Sha256Digest digest in other.Page(page))
                Add(in digest);
        }

        other.Truncate(0);
    }

    /// <summary>Sorts the digests and drops repeated ones.</summary>
    /// <param name="scratch">At least <see cref="Count"/> digests, to be overwritten.</param>
    /// <param name="ends">At least <see cref="MaxBuckets"/> numbers, to be overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SortDistinct(Span<Sha256Digest> scratch, Span<int> ends)
    {
        // Digests are spread evenly, so their next bits sort them almost by themselves: about one digest comes into each bucket.
        int bits = Math.Min(BitOperations.Log2((uint)Math.Max(Count, 1)), MaxBucketBits);
        ends = ends[..(1 << bits)];
        Spread(scratch[..Count], ends, bits);
        int start = 0;
        foreach (int end in ends)
        {
            SortBucket(scratch[start..end]);
            start = end;
        }

        KeepDistinct(scratch[..Count]);
    }

    /// <summary>Copies digests from <paramref name="start"/> on until <paramref name="destination"/> is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(int start, Span<Sha256Digest> destination)
    {
        while (!destination.IsEmpty)
        {
            ReadOnlySpan<Sha256Digest> page = _pages[start / PageLength].AsSpan(start % PageLength, Math.Min(PageLength - (start % PageLength), destination.Length));
            page.CopyTo(destination);
            destination = destination[page.Length..];
            start += page.Length;
        }
    }

    /// <summary>Keeps the first digests and returns the pages that the others had.</summary>
    public void Truncate(int count)
    {
        int keep = (count + PageLength - 1) / PageLength;

        // Digests are personal data too: they do not stay behind in the pool.
        for (int i = keep; i < _pages.Count; i++)
            pages.Return(_pages[i], clearArray: true);
        _pages.RemoveRange(keep, _pages.Count - keep);
        _last = keep == 0 ? [] : _pages[^1];
        _usedOfLast = keep == 0 ? PageLength : count - ((keep - 1) * PageLength);
    }

    private ReadOnlySpan<Sha256Digest> Page(int page) => _pages[page].AsSpan(0, page == _pages.Count - 1 ? _usedOfLast : PageLength);

    /// <summary>Counting sort by the bits behind the first byte, which all digests of a partition share; leaves the end of each bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(Span<Sha256Digest> destination, Span<int> ends, int bits)
    {
        ends.Clear();
        for (int page = 0; page < _pages.Count; page++)
        {
            foreach (ref readonly Sha256Digest digest in Page(page))
                ends[Bucket(in digest, bits)]++;
        }

        int next = 0;
        foreach (ref int end in ends)
            (end, next) = (next, next + end);
        for (int page = 0; page < _pages.Count; page++)
        {
            foreach (ref readonly Sha256Digest digest in Page(page))
                destination[ends[Bucket(in digest, bits)]++] = digest;
        }
    }

    // A shift by 64 would be one by 0: with a single bucket, the bits are cut off by hand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bucket(in Sha256Digest digest, int bits) => bits == 0 ? 0 : (int)(digest.Prefix << 8 >> (64 - bits));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortBucket(Span<Sha256Digest> bucket)
    {
        // Digests that were made elsewhere need not be spread evenly.
        if (bucket.Length > SmallBucket)
        {
            bucket.Sort();
            return;
        }

        for (int i = 1; i < bucket.Length; i++)
        {
            Sha256Digest digest = bucket[i];
            int place = i;
            for (; place > 0 && bucket[place - 1].CompareTo(digest) > 0; place--)
                bucket[place] = bucket[place - 1];
            bucket[place] = digest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepDistinct(ReadOnlySpan<Sha256Digest> sorted)
    {
        int distinct = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                _pages[distinct / PageLength][distinct++ % PageLength] = sorted[i];
        }

        Truncate(distinct);
    }
}
