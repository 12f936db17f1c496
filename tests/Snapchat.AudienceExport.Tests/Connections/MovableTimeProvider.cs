namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>The system's clock, ahead by as much as a test says. Timers and time stamps are the system's own.</summary>
internal sealed class MovableTimeProvider : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
