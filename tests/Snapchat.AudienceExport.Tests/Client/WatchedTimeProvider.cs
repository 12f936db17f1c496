using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>A clock that stands still and tells when somebody begins to wait, so that a test moves it at the right moment.</summary>
internal sealed class WatchedTimeProvider : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _retryDelays = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits until a delay between attempts has begun: every other timer of a call is longer.</summary>
    public ValueTask<TimeSpan> RetryDelayBegunAsync() => _retryDelays.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= TimeSpan.FromSeconds(60))
            _retryDelays.Writer.TryWrite(dueTime);
        return timer;
    }
}
