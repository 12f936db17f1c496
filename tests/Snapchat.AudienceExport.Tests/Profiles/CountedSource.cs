namespace Snapchat.AudienceExport.Tests.Profiles;

/// <summary>A source without segments that writes down when it is made and disposed.</summary>
internal sealed class CountedSource : ISegmentSource, IDisposable
{
    private readonly List<string> _log;

    public CountedSource(List<string> log)
    {
        _log = log;
        log.Add("made");
    }

    public bool IsDisposed { get; private set; }

    public IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<SegmentInfo>();

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<ProfileField>>([]);

    public IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<ProfileChunk>();

    public void Dispose()
    {
        IsDisposed = true;
        _log.Add("disposed");
    }
}
