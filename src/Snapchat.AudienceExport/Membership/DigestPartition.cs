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

    // Above, inserting would take too long.
    private const int SmallBucket = 16;

    private readonly List<Sha256Digest[]> _pages = [];
    private Sha256Digest[] _last = [];
    private int _usedOfLast = PageLength;

    /// <summary>Gets the number of digests; after <see cref="SortDistinct"/> they are distinct.</summary>
    public int Count => _pages.Count == 0 ? 0 : ((_pages.Count - 1) * PageLength) + _usedOfLast;

    /// <summary>Adds digests.</summary>
    public void Add(ReadOnlySpan<Sha256Digest> digests)
    {
        while (!digests.IsEmpty)
        {
            if (_usedOfLast == PageLength)
            {
                _pages.Add(_last = pages.Rent(PageLength));
                _usedOfLast = 0;
            }

            int length = Math.Min(digests.Length, PageLength - _usedOfLast);
            digests[..length].CopyTo(_last.AsSpan(_usedOfLast));
            _usedOfLast += length;
            digests = digests[length..];
        }
    }

    /// <summary>Takes all digests of another partition, which is empty afterwards. Their order does not matter yet: full pages go in front of the own ones.</summary>
    public void Absorb(DigestPartition other)
    {
        if (other.Count == 0)
            return;
        int full = other._pages.Count - 1;
        Add(other.Page(full));
        other.Truncate(full * PageLength);
        _pages.InsertRange(0, other._pages);
        other._pages.Clear();
        other.Truncate(0);
    }

    /// <summary>Sorts the digests and drops repeated ones.</summary>
    /// <param name="scratch">At least <see cref="Count"/> digests, to be overwritten.</param>
    /// <param name="ends">At least <see cref="MaxBuckets"/> numbers, to be overwritten.</param>
    public void SortDistinct(Span<Sha256Digest> scratch, Span<int> ends) => Replace(SortTo(scratch, ends));

    /// <summary>Sorts the digests, drops repeated ones, and keeps none of them here.</summary>
    /// <inheritdoc cref="SortDistinct" path="/param"/>
    /// <returns>The digests, in <paramref name="scratch"/>.</returns>
    public ReadOnlySpan<Sha256Digest> TakeDistinct(Span<Sha256Digest> scratch, Span<int> ends)
    {
        ReadOnlySpan<Sha256Digest> sorted = SortTo(scratch, ends);
        Truncate(0);
        return sorted;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<Sha256Digest> SortTo(Span<Sha256Digest> scratch, Span<int> ends)
    {
        // Digests are spread evenly, so their next bits sort them almost by themselves: less than one digest comes into each bucket.
        int bits = Math.Min(BitOperations.Log2((uint)Math.Max(Count, 1)) + 2, MaxBucketBits);
        ends = ends[..(1 << bits)];
        scratch = scratch[..Count];
        if (Spread(scratch, ends, bits) > SmallBucket)
            SortLargeBuckets(scratch, ends);
        return scratch[..InsertDistinct(scratch)];
    }

    /// <summary>Counting sort by the bits behind the first byte, which all digests of a partition share; leaves the end of each bucket.</summary>
    /// <returns>The size of the largest bucket.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Spread(Span<Sha256Digest> destination, Span<int> ends, int bits)
    {
        ends.Clear();
        for (int page = 0; page < _pages.Count; page++)
        {
            foreach (ref readonly Sha256Digest digest in Page(page))
                ends[Bucket(in digest, bits)]++;
        }

        int next = 0;
        int largest = 0;
        foreach (ref int end in ends)
        {
            largest = Math.Max(largest, end);
            (end, next) = (next, next + end);
        }

        for (int page = 0; page < _pages.Count; page++)
        {
            foreach (ref readonly Sha256Digest digest in Page(page))
                destination[ends[Bucket(in digest, bits)]++] = digest;
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bucket(in Sha256Digest digest, int bits) => (int)(digest.Prefix << 8 >> (64 - bits));

    /// <summary>For digests that are not spread evenly: many times the same ones, or such as were not made by hashing.</summary>
    private static void SortLargeBuckets(Span<Sha256Digest> digests, ReadOnlySpan<int> ends)
    {
        int start = 0;
        foreach (int end in ends)
        {
            if (end - start > SmallBucket)
                digests[start..end].Sort();
            start = end;
        }
    }

    /// <summary>Insertion sort without repeated digests, which digests that are nearly in order hardly give any work.</summary>
    /// <returns>The number of distinct digests; they come first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int InsertDistinct(Span<Sha256Digest> digests)
    {
        int count = Math.Min(1, digests.Length);
        for (int i = count; i < digests.Length; i++)
        {
            if (digests[count - 1].Prefix < digests[i].Prefix)
                digests[count++] = digests[i];
            else if (Insert(digests[i], digests[..(count + 1)]))
                count++;
        }

        return count;
    }

    /// <summary>Puts a digest where it belongs among those in order, behind which there is one free place; one that is among them is dropped.</summary>
    private static bool Insert(Sha256Digest digest, Span<Sha256Digest> sorted)
    {
        int place = sorted.Length - 1;
        while (place > 0 && sorted[place - 1].CompareTo(digest) > 0)
            place--;
        if (place > 0 && sorted[place - 1] == digest)
            return false;
        sorted[place..^1].CopyTo(sorted[(place + 1)..]);
        sorted[place] = digest;
        return true;
    }

    private void Replace(ReadOnlySpan<Sha256Digest> digests)
    {
        Truncate(digests.Length);
        for (int page = 0; page < _pages.Count; page++)
            digests.Slice(page * PageLength, Page(page).Length).CopyTo(_pages[page]);
    }
}
