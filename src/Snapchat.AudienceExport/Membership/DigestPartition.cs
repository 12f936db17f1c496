using System.Buffers;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The digests with one first byte: a list of pooled pages that only grows, until it is sorted once.</summary>
internal sealed class DigestPartition(ArrayPool<Sha256Digest> pages)
{
    /// <summary>Digests per page (8 KiB): small, so that 256 nearly empty partitions stay cheap, and no page is a large object.</summary>
    internal const int PageLength = 256;

    private readonly List<Sha256Digest[]> _pages = [];

    /// <summary>Gets the number of digests; after <see cref="SortDistinct"/> they are distinct.</summary>
    public int Count { get; private set; }

    public void Add(in Sha256Digest digest)
    {
        int position = Count % PageLength;
        if (position == 0)
            _pages.Add(pages.Rent(PageLength));
        _pages[^1][position] = digest;
        Count++;
    }

    /// <summary>Sorts the digests and drops repeated ones.</summary>
    /// <param name="scratch">At least <see cref="Count"/> digests, to be overwritten.</param>
    public void SortDistinct(Span<Sha256Digest> scratch)
    {
        Span<Sha256Digest> all = scratch[..Count];
        CopyTo(0, all);
        all.Sort();
        int distinct = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
                _pages[distinct / PageLength][distinct++ % PageLength] = all[i];
        }

        Count = distinct;
        ReturnPages(keep: (distinct + PageLength - 1) / PageLength);
    }

    /// <summary>Copies digests from <paramref name="start"/> on until <paramref name="destination"/> is full.</summary>
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

    public void ReturnPages(int keep = 0)
    {
        // Digests are personal data too: they do not stay behind in the pool.
        for (int i = keep; i < _pages.Count; i++)
            pages.Return(_pages[i], clearArray: true);
        _pages.RemoveRange(keep, _pages.Count - keep);
    }
}
