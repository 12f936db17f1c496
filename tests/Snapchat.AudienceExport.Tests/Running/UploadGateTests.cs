using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Running;

namespace Snapchat.AudienceExport.Tests.Running;

public sealed class UploadGateTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Gate_IsClosedAtFirst_AndOpensWhenConfirmed()
    {
        UploadGate gate = Gate(leaseSeconds: 60);
        Task waiting = gate.WaitAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(gate.IsOpen || waiting.IsCompleted);

        gate.Confirm(_clock.GetTimestamp(), _clock.GetTimestamp());

        Assert.True(gate.IsOpen);
        await waiting;
    }

    [Fact]
    public void Gate_ClosesWhenTheConnectionWasNotSeenFor5Seconds()
    {
        UploadGate gate = Gate(leaseSeconds: 60);
        gate.Confirm(_clock.GetTimestamp(), _clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True(gate.IsOpen);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(gate.IsOpen);
    }

    [Fact]
    public void Gate_ClosesWhenTheLeaseDoesNotOutlastAnAttempt()
    {
        UploadGate gate = Gate(leaseSeconds: 17);
        long renewedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        gate.Confirm(renewedAt, _clock.GetTimestamp());
        Assert.True(gate.IsOpen);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(gate.IsOpen);
    }

    [Fact]
    public async Task WaitAsync_Canceled_Throws()
    {
        using var canceled = new CancellationTokenSource();
        Task waiting = Gate(leaseSeconds: 60).WaitAsync(canceled.Token).AsTask();
        await canceled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private UploadGate Gate(int leaseSeconds) => new(_clock, TimeSpan.FromSeconds(leaseSeconds), attemptTimeout: TimeSpan.FromSeconds(10));
}
