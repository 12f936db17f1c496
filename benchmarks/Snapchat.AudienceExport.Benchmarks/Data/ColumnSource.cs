using System.Buffers;
using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>
/// A source that has its profiles in memory. The engine wipes and returns the memory of every chunk it gets, so each read copies the prepared columns into fresh ones:
/// this copy is the whole cost of the source, and it is part of what is measured.
/// </summary>
internal sealed class ColumnSource : ISegmentSource
{
    internal const int RowsPerChunk = 8192;

    internal static SegmentId Segment { get; } = SegmentId.Parse("everyone");

    private readonly List<EmailColumn> _chunks = [];
    private readonly int _count;

    public ColumnSource(EmailColumn emails)
    {
        _count = emails.Count;
        for (int start = 0; start < emails.Count; start += RowsPerChunk)
            _chunks.Add(emails.Slice(start, Math.Min(RowsPerChunk, emails.Count - start)));
    }

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new SegmentInfo(Segment, "Everyone") { MemberCount = _count };
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No measurement asks for the fields.");

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long ordinal = 0;
        foreach (EmailColumn chunk in _chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Copy(chunk, ordinal);
            ordinal += chunk.Count;
        }
    }

    private static ProfileChunk Copy(EmailColumn chunk, long ordinal)
    {
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(chunk.Bytes);
        int[] offsets = ArrayPool<int>.Shared.Rent(chunk.Count + 1);
        chunk.CopyTo(utf8, offsets);
        return new ProfileChunk([utf8], [offsets], chunk.Count, ordinal);
    }
}
