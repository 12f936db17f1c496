namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>A clock on which every delay below <see cref="Guard"/> is over at once, the time having moved on by it; longer timers (deadlines, attempt time-outs) never fire.</summary>
internal sealed class SkippingTimeProvider : TimeProvider
{
    public static readonly TimeSpan Guard = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _delays = [];
    private DateTimeOffset _now;

    /// <param name="now">What it shows first; a fixed time by default.</param>
    public SkippingTimeProvider(DateTimeOffset? now = null) => _now = now ?? new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_lock)
                return [.. _delays];
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        lock (_lock)
            _now += time;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= Guard)
            return new Timer();
        lock (_lock)
        {
            _now += dueTime;
            _delays.Add(dueTime);
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
