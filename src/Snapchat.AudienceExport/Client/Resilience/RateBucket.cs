namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>
/// The arithmetic of one token bucket whose capacity equals its rate: in every window of t seconds it gives at most rate·t + rate permits, after a pause too.
/// Not safe for threads on its own: <see cref="RateBudget"/> takes from two buckets in one step.
/// </summary>
/// <remarks>The platform's token bucket has no <see cref="TimeProvider"/>, no pause, and cannot take from two buckets or none.</remarks>
internal sealed class RateBucket(int permitsPerSecond)
{
    private readonly long _interval = TimeSpan.TicksPerSecond / permitsPerSecond;

    // When the bucket is full again. It lies at most one second ahead, the time in which the whole capacity flows back.
    private DateTimeOffset _fullAt = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <returns>How long no permit is to be had; zero or less if there is one.</returns>
    public TimeSpan UntilPermit(DateTimeOffset now)
    {
        TimeSpan untilToken = _fullAt - now - TimeSpan.FromTicks(_interval * (permitsPerSecond - 1));
        TimeSpan untilResumed = _pausedUntil - now;
        return untilToken > untilResumed ? untilToken : untilResumed;
    }

    public void Take(DateTimeOffset now) => _fullAt = (_fullAt > now ? _fullAt : now).AddTicks(_interval);

    public void PauseUntil(DateTimeOffset time) => _pausedUntil = time > _pausedUntil ? time : _pausedUntil;
}
