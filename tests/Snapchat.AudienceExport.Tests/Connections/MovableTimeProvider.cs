namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>The system's clock, ahead by as much as a test says. Timers are the system's own, and time stamps too, unless a test says otherwise.</summary>
internal sealed class MovableTimeProvider : TimeProvider
{
    private long _ahead;
    private long _stampsAhead;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    /// <summary>Lets time pass for those who measure it, and leaves the clock as it is.</summary>
    public void AdvanceTimestamps(TimeSpan time) => Interlocked.Add(ref _stampsAhead, (long)(time.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _stampsAhead);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
