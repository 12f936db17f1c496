using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.Tests.Client;

public sealed class RateBudgetTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task InEveryWindow_AtMostRateTimesSecondsPlusRatePermitsAreGiven()
    {
        var random = new Random(41);
        var app = new RateBucket(20);
        RateBudget[] budgets = [.. Enumerable.Range(0, 3).Select(_ => new RateBudget(new RateBucket(10), app, _time))];
        List<(int Connection, DateTimeOffset At)> permits = [];

        // Three connections ask as fast as they can for a minute, with idle times and pauses in between.
        var waiting = new Task?[budgets.Length];
        for (DateTimeOffset end = _time.GetUtcNow().AddMinutes(1); _time.GetUtcNow() < end;)
        {
            for (int i = 0; i < budgets.Length; i++)
            {
                while ((waiting[i] ??= budgets[i].WaitAsync(TestContext.Current.CancellationToken)).IsCompletedSuccessfully)
                {
                    permits.Add((i, _time.GetUtcNow()));
                    waiting[i] = null;
                }
            }

            if (random.Next(200) == 0)
                budgets[random.Next(3)].Pause(TimeSpan.FromSeconds(random.Next(1, 5)));
            _time.Advance(random.Next(150) == 0 ? TimeSpan.FromSeconds(3) : TimeSpan.FromMilliseconds(random.Next(1, 40)));
        }

        Assert.True(permits.Count > 600);
        AssertBound(permits.Select(permit => permit.At), 20);
        for (int i = 0; i < budgets.Length; i++)
            AssertBound(permits.Where(permit => permit.Connection == i).Select(permit => permit.At), 10);
    }

    [Fact]
    public async Task APause_HoldsBackWaitingAndLaterRequestsOfTheConnectionOnly()
    {
        var app = new RateBucket(20);
        var paused = new RateBudget(new RateBucket(10), app, _time);
        var other = new RateBudget(new RateBucket(10), app, _time);

        paused.Pause(TimeSpan.FromSeconds(5));
        Task held = paused.WaitAsync(TestContext.Current.CancellationToken);
        Task free = other.WaitAsync(TestContext.Current.CancellationToken);

        Assert.True(free.IsCompletedSuccessfully);
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(held.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await held;
    }

    [Fact]
    public async Task ACanceledWait_TakesNoPermit()
    {
        var budget = new RateBudget(new RateBucket(1), new RateBucket(20), _time);
        await budget.WaitAsync(TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        Task waiting = budget.WaitAsync(cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(budget.WaitAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task OverRealHttp_TheSimulatorSeesTheBoundHold()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(options =>
        {
            options.MaxRequestsPerSecondPerConnection = 10;
            options.MaxRequestsPerSecondPerApp = 20;
            options.MaxIdentifiersPerRequest = 1;
            options.MaxConcurrentUploads = 16;
        });

        await harness.ExportAsync(ExportHarness.Emails(25));

        DateTimeOffset[] arrivals = [.. harness.Simulator.Requests.Select(request => request.ReceivedAt).Order()];
        Assert.Equal(28, arrivals.Length);

        // Arrivals bunch up by the odd delay on the way, so one request more than the permits allow.
        AssertBound(arrivals, 10, tolerance: 1);
        Assert.Contains(harness.Simulator.Requests, request => request.Operation == SimulatedOperation.Token);
    }

    private static void AssertBound(IEnumerable<DateTimeOffset> times, int rate, int tolerance = 0)
    {
        DateTimeOffset[] ordered = [.. times.Order()];
        for (int first = 0; first < ordered.Length; first++)
        {
            for (int last = first; last < ordered.Length; last++)
                Assert.True(last - first + 1 <= (rate * (ordered[last] - ordered[first]).TotalSeconds) + rate + tolerance + 1e-6, $"{last - first + 1} permits within {ordered[last] - ordered[first]}");
        }
    }
}
