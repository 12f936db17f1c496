using System.Runtime.CompilerServices;

namespace Snapchat.AudienceExport.Tests.Scheduling;

/// <summary>One segment in whatever state a test wants.</summary>
internal sealed class StatefulSource : ISegmentSource
{
    private readonly ISegmentSource _inner = SegmentSource.FromEnumerable((string[])["a@example.com"], static email => email);
    private int _looks;

    public SegmentState State { get; set; }

    /// <summary>Gets how often somebody asked for segments.</summary>
    public int Looks => _looks;

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _looks);
        await foreach (SegmentInfo segment in _inner.GetSegmentsAsync(query, cancellationToken))
            yield return segment with { Name = "Gold members", State = State };
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        _inner.GetProfileFieldsAsync(query, cancellationToken);

    public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) => _inner.ReadAsync(request, cancellationToken);
}
