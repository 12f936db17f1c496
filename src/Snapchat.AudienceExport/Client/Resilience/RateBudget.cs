using System.Diagnostics.CodeAnalysis;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>What one connection may send: its own bucket and the one it shares with all connections of the app; or, where several machines send for it, what the store gives. Permits are given in the order they are asked for.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A SemaphoreSlim whose wait handle is not used holds nothing.")]
internal sealed class RateBudget(RateBucket connection, RateBucket app, TimeProvider timeProvider, SharedRateBudget? shared = null)
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Waits until both buckets give a permit at the same instant. A pause that begins meanwhile is waited out too.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => shared is null ? WaitForOwnAsync(cancellationToken) : shared.WaitAsync(cancellationToken);

    /// <summary>Holds back every further request of the connection for a time, on all machines where several share it.</summary>
    public async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Pause(time);
        if (shared is not null)
            await shared.PauseAsync(time, cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitForOwnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (TimeSpan wait = TryTake(); wait > TimeSpan.Zero; wait = TryTake())
                await Task.Delay(RoundUp(wait), timeProvider, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Holds back every further request of the connection that this process sends.</summary>
    public void Pause(TimeSpan time)
    {
        lock (app)
            connection.PauseUntil(Now() + time);
    }

    private TimeSpan TryTake()
    {
        // The shared bucket is the lock of all connections: a permit taken from one bucket while waiting for the other would be spent too late.
        lock (app)
        {
            TimeSpan now = Now();
            TimeSpan own = connection.NextPermitAt();
            TimeSpan common = app.NextPermitAt();
            TimeSpan next = own > common ? own : common;
            if (next > now)
                return next - now;

            connection.Take(now);
            app.Take(now);
            return TimeSpan.Zero;
        }
    }

    // One origin for all connections, whenever they began; in whole numbers, since a double would blur the reading.
    private TimeSpan Now() => TimeSpan.FromTicks((long)((Int128)timeProvider.GetTimestamp() * TimeSpan.TicksPerSecond / timeProvider.TimestampFrequency));

    // Timers count whole milliseconds and would fire too early.
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
