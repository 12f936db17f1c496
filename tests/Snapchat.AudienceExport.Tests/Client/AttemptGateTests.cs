using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Running;

namespace Snapchat.AudienceExport.Tests.Client;

/// <summary>Every attempt of an upload asks whether it may be made, once it is its turn.</summary>
public sealed class AttemptGateTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly UploadGate _gate;
    private readonly ScriptedHandler _socket = new(ScriptedHandler.Answers("{}"));

    public AttemptGateTests() => _gate = new UploadGate(_clock, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _socket.Dispose();

    [Fact]
    public async Task Attempt_WaitsUntilTheGateOpens()
    {
        Task<HttpResponseMessage> attempt = SendAsync(Budget(perSecond: 10));
        Assert.Equal(0, _socket.Attempts);

        Open();
        using HttpResponseMessage response = await attempt;

        Assert.Equal(1, _socket.Attempts);
    }

    [Fact]
    public async Task Attempt_WhoseGateClosesWhileItWaitsForAPermit_TakesAnotherPermitLater()
    {
        RateBudget budget = Budget(perSecond: 1);
        await budget.WaitAsync(Token);
        budget.Pause(TimeSpan.FromSeconds(8));
        Open();
        Task<HttpResponseMessage> attempt = SendAsync(budget);

        // The permit comes after the pause, and by then the gate is closed.
        await PassAsync(TimeSpan.FromSeconds(9));
        Assert.False(_gate.IsOpen);
        Assert.Equal(0, _socket.Attempts);
        Open();
        await PassAsync(TimeSpan.FromSeconds(2));
        using HttpResponseMessage response = await attempt;

        Assert.Equal(1, _socket.Attempts);
    }

    [Fact]
    public async Task Attempt_WithoutAGate_DoesNotWait()
    {
        using HttpResponseMessage response = await SendAsync(Budget(perSecond: 10), isGated: false);
        Assert.Equal(1, _socket.Attempts);
    }

    private void Open() => _gate.Confirm(_clock.GetTimestamp(), _clock.GetTimestamp());

    private async Task PassAsync(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(250))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1, Token);
        }
    }

    private RateBudget Budget(int perSecond) => new(new RateBucket(perSecond), new RateBucket(1000), _clock);

    private async Task<HttpResponseMessage> SendAsync(RateBudget budget, bool isGated = true)
    {
        var handler = new RatePermitHandler(Options.Create(new SnapchatAudienceExportOptions()), _clock, NullLogger<RatePermitHandler>.Instance) { InnerHandler = _socket };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://adsapi.snapchat.com/v1/segments/1/users");
        new ApiCall { Operation = "add_users", Purpose = "add users", Deadline = TimeSpan.FromMinutes(1), Budget = budget, Gate = isGated ? _gate : null }.Attach(request);
        return await invoker.SendAsync(request, Token);
    }
}
