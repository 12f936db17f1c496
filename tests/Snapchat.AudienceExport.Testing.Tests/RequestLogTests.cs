namespace Snapchat.AudienceExport.Testing.Tests;

public sealed class RequestLogTests
{
    private readonly RequestLog _log = new();

    [Fact]
    public async Task A_wait_ends_with_a_request_seen_before_or_later()
    {
        SimulatedRequest first = Add();
        Task<SimulatedRequest> past = _log.WaitAsync(request => request.Sequence == 1, TestContext.Current.CancellationToken);
        Task<SimulatedRequest> answered = _log.WaitAsync(request => request.Status == 200, TestContext.Current.CancellationToken);
        Assert.True(past.IsCompletedSuccessfully);
        Assert.False(answered.IsCompleted);

        _log.Replace(first with { Status = 200 });

        Assert.Equal((1L, 200), ((await answered).Sequence, (await answered).Status));
    }

    [Fact]
    public async Task A_wait_can_be_given_up()
    {
        using CancellationTokenSource source = new();
        Task<SimulatedRequest> never = _log.WaitAsync(_ => false, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public async Task A_condition_that_throws_tells_the_one_who_waits()
    {
        Task<SimulatedRequest> waiting = _log.WaitAsync(_ => throw new InvalidOperationException("mine"), TestContext.Current.CancellationToken);

        Add();

        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
    }

    [Fact]
    public void The_newest_100_000_requests_are_kept()
    {
        SimulatedRequest first = Add();
        for (int i = 1; i < 250_000; i++)
            Add();
        _log.Replace(first with { Status = 200 });

        IReadOnlyList<SimulatedRequest> kept = _log.Snapshot();

        Assert.Equal((100_000, 150_001L, 250_000L), (kept.Count, kept[0].Sequence, kept[^1].Sequence));
        Assert.All(kept, request => Assert.Null(request.Status));
    }

    private SimulatedRequest Add() => _log.Add(sequence => new SimulatedRequest
    {
        Sequence = sequence,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Method = "GET",
        Path = "/v1/me",
        Operation = SimulatedOperation.GetCurrentUser,
        RequestId = "request",
    });
}
