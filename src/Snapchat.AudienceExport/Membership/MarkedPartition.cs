using System.Buffers;
using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Membership;

/// <summary>The digests of one partition that any set holds, in ascending order, each with its marks. All set algebra is the one merge, and a look at the marks.</summary>
/// <remarks>One instance serves partition after partition, so that nothing is allocated per partition or row.</remarks>
internal sealed class MarkedPartition : IDisposable
{
    private Sha256Digest[] _digests = [];
    private DigestMarks[] _marks = [];
    private Sha256Digest[] _mergedDigests = [];
    private DigestMarks[] _mergedMarks = [];
    private DigestMarks[] _uniform = [];

    public int Count { get; private set; }

    public ReadOnlySpan<Sha256Digest> Digests => _digests.AsSpan(0, Count);

    public Span<DigestMarks> Marks => _marks.AsSpan(0, Count);

    /// <summary>Starts anew with the next partition.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a set: digests that are here already get its marks too.</summary>
    /// <param name="sorted">Distinct digests in ascending order.</param>
    /// <param name="marks">The marks of each.</param>
    public void Merge(ReadOnlySpan<Sha256Digest> sorted, DigestMarks marks)
    {
        if (_uniform.Length < sorted.Length)
            _uniform = new DigestMarks[sorted.Length];
        _uniform.AsSpan(0, sorted.Length).Fill(marks);
        Merge(sorted, _uniform.AsSpan(0, sorted.Length));
    }

    /// <summary>Adds a set whose digests have marks of their own.</summary>
    /// <param name="sorted">Distinct digests in ascending order.</param>
    /// <param name="marks">The marks of each, in the same order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Merge(ReadOnlySpan<Sha256Digest> sorted, ReadOnlySpan<DigestMarks> marks)
    {
        if (sorted.IsEmpty)
            return;
        EnsureMergedCapacity(Count + sorted.Length);
        ReadOnlySpan<Sha256Digest> here = Digests;
        ReadOnlySpan<DigestMarks> hereMarks = Marks;
        Span<Sha256Digest> merged = _mergedDigests;
        Span<DigestMarks> mergedMarks = _mergedMarks;
        int left = 0, right = 0, count = 0;
        while (left < here.Length && right < sorted.Length)
        {
            int order = here[left].CompareTo(sorted[right]);
            merged[count] = order <= 0 ? here[left] : sorted[right];
            mergedMarks[count++] = order < 0 ? hereMarks[left] : order > 0 ? marks[right] : hereMarks[left] | marks[right];
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        here[left..].CopyTo(merged[count..]);
        hereMarks[left..].CopyTo(mergedMarks[count..]);
        count += here.Length - left;
        sorted[right..].CopyTo(merged[count..]);
        marks[right..].CopyTo(mergedMarks[count..]);
        Count = count + sorted.Length - right;
        (_digests, _mergedDigests) = (_mergedDigests, _digests);
        (_marks, _mergedMarks) = (_mergedMarks, _marks);
    }

    /// <summary>Counts the digests whose marks, as far as <paramref name="mask"/> looks, are <paramref name="value"/>.</summary>
    public int CountWhere(DigestMarks mask, DigestMarks value)
    {
        int count = 0;
        foreach (DigestMarks marks in Marks)
            count += (marks & mask) == value ? 1 : 0;
        return count;
    }

    /// <summary>Copies, in order, the digests whose marks, as far as <paramref name="mask"/> looks, are <paramref name="value"/>.</summary>
    /// <returns>How many they are.</returns>
    public int CopyWhere(DigestMarks mask, DigestMarks value, Span<Sha256Digest> destination)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if ((_marks[i] & mask) == value)
                destination[count++] = _digests[i];
        }

        return count;
    }

    /// <summary>Returns the memory, wiped.</summary>
    public void Dispose()
    {
        Count = 0;
        Return(ref _digests, ref _marks);
        Return(ref _mergedDigests, ref _mergedMarks);
    }

    private void EnsureMergedCapacity(int count)
    {
        if (_mergedDigests.Length >= count)
            return;
        Return(ref _mergedDigests, ref _mergedMarks);
        _mergedDigests = ArrayPool<Sha256Digest>.Shared.Rent(count);
        _mergedMarks = ArrayPool<DigestMarks>.Shared.Rent(_mergedDigests.Length);
    }

    private static void Return(ref Sha256Digest[] digests, ref DigestMarks[] marks)
    {
        if (digests.Length == 0)
            return;
        ArrayPool<Sha256Digest>.Shared.Return(digests, clearArray: true);
        ArrayPool<DigestMarks>.Shared.Return(marks);
        (digests, marks) = ([], []);
    }
}
