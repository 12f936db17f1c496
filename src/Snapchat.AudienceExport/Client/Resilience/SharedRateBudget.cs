using System.Diagnostics.CodeAnalysis;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>
/// What one connection may send where several machines send for it: permits are taken from the store, as many at once as are waited for, and spent within a short time.
/// </summary>
/// <remarks>
/// A permit is spent up to <see cref="Life"/> after it was given. Over the whole cluster that makes at most rate·(t + life) + burst requests in t seconds, which is to be no more than rate·t + rate;
/// with half the rate as burst, a third of a second keeps that, and leaves something for the time that a request needs to arrive.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A SemaphoreSlim whose wait handle is not used holds nothing.")]
internal sealed class SharedRateBudget(IAudienceExportStore store, RateLimit connection, RateLimit app, TimeProvider timeProvider)
{
    private static readonly TimeSpan Life = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly RateLimit[] _limits = [connection, app];
    private int _waiting;
    private int _left;
    private long _takenAt;

    /// <summary>Makes the limit of a budget that gives half its rate at once.</summary>
    public static RateLimit LimitOf(string name, int permitsPerSecond) => new(name, permitsPerSecond, Math.Max(1, permitsPerSecond / 2));

    /// <summary>Waits for a permit. While the store cannot be reached, nobody knows what others send, so nothing is sent.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }

        try
        {
            while (_left == 0 || timeProvider.GetElapsedTime(_takenAt) >= Life)
                await TakeAsync(cancellationToken).ConfigureAwait(false);
            _left--;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _turn.Release();
        }
    }

    /// <summary>Holds back every further request of the connection, on all machines, for a time.</summary>
    public Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _left, 0);
        return store.PauseRateAsync(connection.Name, time, cancellationToken);
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        try
        {
            // From before the store was asked: whatever the answer takes is taken from its life.
            long takenAt = timeProvider.GetTimestamp();
            RateSlice slice = await store.TakeRateSliceAsync(_limits, Math.Max(1, Volatile.Read(ref _waiting)), cancellationToken).ConfigureAwait(false);
            (_takenAt, _left, wait) = (takenAt, slice.Permits, slice.Wait);

            // Where the store answers slowly, whoever waits goes on with one permit; the others would come too late in a bunch.
            if (_left > 0 && timeProvider.GetElapsedTime(takenAt) >= Life)
                (_takenAt, _left) = (timeProvider.GetTimestamp(), 1);
        }
        catch (AudienceExportStoreException)
        {
            (_left, wait) = (0, RetryDelay);
        }

        // Timers count whole milliseconds and would fire too early.
        if (_left == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), timeProvider, cancellationToken).ConfigureAwait(false);
    }
}
