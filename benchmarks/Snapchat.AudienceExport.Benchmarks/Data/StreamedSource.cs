using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>A source that makes its profiles while they are read: there may be more than memory holds.</summary>
internal sealed class StreamedSource(int count) : ISegmentSource
{
    private const int Seed = 20261124;
    private const int MaxLength = 64;

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new SegmentInfo(ColumnSource.Segment, "Everyone") { MemberCount = count };
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No measurement asks for the fields.");

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var random = new Random(Seed);
        for (int row = 0; row < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var builder = new ProfileChunkBuilder(request.Fields.Count);
            row = Fill(builder, random, row);
            yield return builder.Build();
        }
    }

    /// <returns>The next row.</returns>
    private int Fill(ProfileChunkBuilder builder, Random random, int row)
    {
        Span<byte> email = stackalloc byte[MaxLength];
        for (; row < count && !builder.IsFull; row++)
        {
            builder.Append(0, email[..CleanEmails.Write(random, row, email)]);
            builder.EndRow();
        }

        return row;
    }
}
