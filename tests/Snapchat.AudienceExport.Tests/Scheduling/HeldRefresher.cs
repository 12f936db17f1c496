using System.Collections.Concurrent;

namespace Snapchat.AudienceExport.Tests.Scheduling;

/// <summary>Recomputes segments for as long as a test wants, or fails.</summary>
internal sealed class HeldRefresher : ISegmentRefresher
{
    public ConcurrentQueue<SegmentRefreshRequest> Requests { get; } = [];

    public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? Failure { get; init; }

    public async Task RefreshAsync(SegmentRefreshRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Enqueue(request);
        if (Failure is not null)
            throw Failure;
        await End.Task.WaitAsync(cancellationToken);
    }
}
