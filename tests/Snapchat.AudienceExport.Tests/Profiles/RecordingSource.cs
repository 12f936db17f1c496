using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Tests.Profiles;

/// <summary>Remembers what it was asked.</summary>
internal sealed class RecordingSource(params string[] segments) : ISegmentSource
{
    public string[] Fields { get; init; } = ["email"];

    public int Rows { get; init; } = 1;

    public List<object> Calls { get; } = [];

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Calls.Add(query);
        foreach (SegmentId id in segments.Select(id => SegmentId.Parse(id)))
        {
            await Task.Yield();
            if (query.Segments.Count == 0 || query.Segments.Contains(id))
                yield return new SegmentInfo(id, id.Value);
        }
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default)
    {
        Calls.Add(query);
        return Task.FromResult<IReadOnlyList<ProfileField>>([.. Fields.Select(name => new ProfileField(name))]);
    }

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Calls.Add(request);
        using var builder = new ProfileChunkBuilder(request.Fields.Count);
        for (int row = 0; row < Rows; row++)
        {
            builder.Append(0, $"person{row}@example.com");
            builder.EndRow();
            if (builder.IsFull || row == Rows - 1)
            {
                await Task.Yield();
                yield return builder.Build();
            }
        }
    }
}
