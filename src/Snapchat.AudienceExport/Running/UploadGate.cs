using Snapchat.AudienceExport.Client;

namespace Snapchat.AudienceExport.Running;

/// <summary>
/// Open as long as a run knows that it may upload: it saw its connection a moment ago, and its lease outlasts an attempt. All on the worker's own monotonic clock.
/// </summary>
internal sealed class UploadGate(TimeProvider timeProvider, TimeSpan leaseDuration, TimeSpan attemptTimeout) : IAttemptGate
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private TaskCompletionSource _confirmed = New();
    private (long RenewedAt, long SeenAt)? _times;

    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _times is { } times
                    && timeProvider.GetElapsedTime(times.SeenAt) < Freshness
                    && leaseDuration - timeProvider.GetElapsedTime(times.RenewedAt) > attemptTimeout + RunLeases.Margin;
            }
        }
    }

    /// <summary>Notes that the run may upload.</summary>
    /// <param name="renewedAt">The timestamp from before the lease was renewed.</param>
    /// <param name="seenAt">The timestamp from before the connection was read.</param>
    public void Confirm(long renewedAt, long seenAt)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _times = (renewedAt, seenAt);
            (waiting, _confirmed) = (_confirmed, New());
        }

        waiting.SetResult();
    }

    /// <summary>Notes that the run may not upload, until it is confirmed again.</summary>
    public void Close()
    {
        lock (_lock)
            _times = null;
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task confirmed;
            lock (_lock)
                confirmed = _confirmed.Task;
            if (IsOpen)
                return;
            await confirmed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
