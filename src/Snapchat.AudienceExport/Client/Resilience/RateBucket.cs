namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>
/// The arithmetic of one token bucket whose capacity equals its rate: in every window of t seconds it gives at most rate·t + rate permits, after a pause too.
/// Not safe for threads on its own: <see cref="RateBudget"/> takes from two buckets in one step.
/// </summary>
/// <remarks>
/// The platform's token bucket has no <see cref="TimeProvider"/>, no pause, and cannot take from two buckets or none.
/// Times are readings of <see cref="TimeProvider.GetTimestamp"/>, since a wall clock that is set back would hold every request until it has caught up.
/// </remarks>
internal sealed class RateBucket(int permitsPerSecond)
{
    // Rounded up, so that the rate is never above the one asked for.
    private readonly TimeSpan _interval = TimeSpan.FromTicks((TimeSpan.TicksPerSecond + permitsPerSecond - 1) / permitsPerSecond);

    // When the bucket is full again. It lies at most about one second ahead, the time in which the whole capacity flows back.
    private TimeSpan _fullAt = TimeSpan.MinValue;
    private TimeSpan _pausedUntil = TimeSpan.MinValue;

    /// <returns>From when on there is a permit; in the past if there is one already.</returns>
    public TimeSpan NextPermitAt()
    {
        TimeSpan next = _fullAt == TimeSpan.MinValue ? _fullAt : _fullAt - (_interval * (permitsPerSecond - 1));
        return next > _pausedUntil ? next : _pausedUntil;
    }

    public void Take(TimeSpan now) => _fullAt = (_fullAt > now ? _fullAt : now) + _interval;

    public void PauseUntil(TimeSpan time) => _pausedUntil = time > _pausedUntil ? time : _pausedUntil;
}
