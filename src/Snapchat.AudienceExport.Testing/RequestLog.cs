namespace Snapchat.AudienceExport.Testing;

/// <summary>The newest requests, and those who wait for one.</summary>
internal sealed class RequestLog
{
    private const int MaxCount = 100_000;

    private readonly Lock _gate = new();
    private readonly List<SimulatedRequest> _requests = [];
    private readonly List<(Func<SimulatedRequest, bool> Predicate, TaskCompletionSource<SimulatedRequest> Source)> _waiters = [];
    private long _dropped;

    public IReadOnlyList<SimulatedRequest> Snapshot()
    {
        lock (_gate)
            return _requests[Math.Max(0, _requests.Count - MaxCount)..];
    }

    public SimulatedRequest Add(Func<long, SimulatedRequest> create)
    {
        lock (_gate)
        {
            // Dropping many at a time keeps adding cheap.
            if (_requests.Count == 2 * MaxCount)
            {
                _requests.RemoveRange(0, MaxCount);
                _dropped += MaxCount;
            }
            SimulatedRequest request = create(_dropped + _requests.Count + 1);
            _requests.Add(request);
            Notify(request);
            return request;
        }
    }

    public void Replace(SimulatedRequest request)
    {
        lock (_gate)
        {
            long index = request.Sequence - 1 - _dropped;
            if (index >= 0)
                _requests[(int)index] = request;
            Notify(request);
        }
    }

    public async Task<SimulatedRequest> WaitAsync(Func<SimulatedRequest, bool> predicate, CancellationToken cancellationToken)
    {
        TaskCompletionSource<SimulatedRequest> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_requests.Find(new Predicate<SimulatedRequest>(predicate)) is { } seen)
                return seen;
            _waiters.Add((predicate, source));
        }

        try
        {
            return await source.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _waiters.RemoveAll(waiter => waiter.Source == source);
        }
    }

    private void Notify(SimulatedRequest request)
    {
        foreach ((Func<SimulatedRequest, bool> predicate, TaskCompletionSource<SimulatedRequest> source) in _waiters)
        {
            try
            {
                if (predicate(request))
                    source.TrySetResult(request);
            }
            catch (Exception exception) when (source.TrySetException(exception))
            {
                // It is the waiting test that has to know, not the client whose request this is.
            }
        }
    }
}
