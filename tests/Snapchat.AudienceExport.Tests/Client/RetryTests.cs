using System.Globalization;
using Snapchat.AudienceExport.Client.Resilience;

namespace Snapchat.AudienceExport.Tests.Client;

public sealed class RetryTests : IDisposable
{
    private const string Users = "/v1/segments/123/users";
    private const string Me = """{"request_status":"SUCCESS","me":{"id":"user-1"}}""";

    private static readonly AudienceId Audience = AudienceId.Parse("123");
    private static readonly AdAccountId AdAccount = AdAccountId.Parse("8adc3db7-8148-4fbf-999c-8d2266369d74");

    private readonly ApiStub _stub = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task TransientFailures_AreRetriedWithGrowingJitteredDelays(int status)
    {
        _stub.Answers("GET", "/v1/me", [.. Enumerable.Repeat(new ApiStub.Answer(status, "later"), 9), new ApiStub.Answer(200, Me)]);

        await _stub.Client.GetCurrentUserAsync(Token);

        // A 429 also pauses the connection, which the delay of the retry covers or adds to by a little.
        TimeSpan[] delays = [.. _stub.Time.Delays.Where(delay => delay >= TimeSpan.FromSeconds(1))];
        Assert.Equal(10, _stub.ApiRequests.Count);
        Assert.True(delays.Length >= 9);
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));
        Assert.True(delays[^1] >= TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(410)]
    [InlineData(418)]
    public async Task OtherRefusals_AreNotRetried(int status)
    {
        _stub.Answers("GET", "/v1/me", new ApiStub.Answer(status, "no"));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => _stub.Client.GetCurrentUserAsync(Token));

        Assert.False(exception.IsTransient);
        Assert.Single(_stub.ApiRequests);
        Assert.Empty(_stub.Time.Delays);
    }

    [Fact]
    public async Task RetryAfter_InSeconds_IsHonored() => Assert.Equal(TimeSpan.FromSeconds(17), await DelayAskedForAsync(("Retry-After", "17")));

    [Fact]
    public async Task RetryAfter_AsADate_IsHonored() =>
        Assert.Equal(TimeSpan.FromSeconds(90), await DelayAskedForAsync(("Retry-After", _stub.Time.GetUtcNow().AddSeconds(90).ToString("R", CultureInfo.InvariantCulture))));

    [Fact]
    public async Task RateLimitReset_IsReadAsMilliseconds() =>
        Assert.Equal(TimeSpan.FromMilliseconds(4_321), await DelayAskedForAsync(("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", Milliseconds(4_321))));

    [Theory]
    [InlineData("Retry-After", "301")]
    [InlineData("X-Rate-Limit-Reset", null)]
    public async Task ADelayAboveTheLongestAllowed_FailsAtOnceAndSaysSo(string header, string? value)
    {
        _stub.Answers("GET", "/v1/me", new ApiStub.Answer(429, "", (header, value ?? Milliseconds(301_000))), new ApiStub.Answer(200, Me));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => _stub.Client.GetCurrentUserAsync(Token));

        Assert.True(exception.IsTransient);
        Assert.Contains("00:05:01, longer than MaxServerDelay allows", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_stub.Time.Delays);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task CreateAudience_WhoseFateIsUnknown_IsNotRepeated(int status)
    {
        _stub.Answers("POST", $"/v1/adaccounts/{AdAccount}/segments", new ApiStub.Answer(status, "", ("Retry-After", "5")));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => _stub.Client.CreateAudienceAsync(new NewAudience(AdAccount, "List"), Token));

        Assert.True(exception.IsTransient);
        Assert.Contains("look before you try again", exception.Message, StringComparison.Ordinal);
        Assert.Single(_stub.ApiRequests);
    }

    [Fact]
    public async Task CreateAudience_RefusedByTheRateLimit_IsRepeated()
    {
        _stub.Answers(
            "POST",
            $"/v1/adaccounts/{AdAccount}/segments",
            new ApiStub.Answer(429, ""),
            new ApiStub.Answer(200, """{"request_status":"SUCCESS","segments":[{"sub_request_status":"SUCCESS","segment":{"id":"9"}}]}"""));

        Assert.Equal("9", (await _stub.Client.CreateAudienceAsync(new NewAudience(AdAccount, "List"), Token)).Id.Value);
    }

    [Fact]
    public async Task TheDeadline_EndsTheRetriesAndSaysWhatTheLastOneMet()
    {
        var time = new WatchedTimeProvider();
        using var stub = new ApiStub(
            options =>
            {
                options.CallDeadline = TimeSpan.FromMinutes(2);
                options.AttemptTimeout = TimeSpan.FromSeconds(100);
            },
            time);
        stub.Answers("GET", "/v1/me", new ApiStub.Answer(503, "busy", ("Retry-After", "50")));

        Task<SnapchatUser> call = stub.Client.GetCurrentUserAsync(Token);
        time.Advance(await time.RetryDelayBegunAsync());
        time.Advance(await time.RetryDelayBegunAsync());
        await time.RetryDelayBegunAsync();
        time.Advance(TimeSpan.FromSeconds(20));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => call);
        Assert.True(exception.IsTransient);
        Assert.Contains("within 00:02:00 (3 attempts, the last one given up with: 503)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACanceledCall_IsACancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _stub.Client.GetCurrentUserAsync(cancellation.Token));
    }

    [Fact]
    public async Task AddUsers_WithoutConsent_IsRefusedBeforeAnyCall()
    {
        ISnapchatAudienceClient client = SnapchatAudienceClient.Create(
            new SnapchatCredentials("id", new SnapchatSecret("secret"), new SnapchatSecret("refresh")),
            options => options.ApiBaseAddress = options.AccountsBaseAddress = _stub.Address);

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => client.AddUsersAsync(Audience, ApiStub.Batch("person@example.com"), Token));

        Assert.Contains("AcceptDataUse", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_stub.Requests);
    }

    [Theory]
    [InlineData(0, 0.0, 1.0)]
    [InlineData(0, 1.0, 2.0)]
    [InlineData(1, 0.0, 2.0)]
    [InlineData(1, 1.0, 4.0)]
    [InlineData(30, 0.0, 30.0)]
    [InlineData(2_000, 1.0, 60.0)]
    public void RetryDelay_DoublesWithinItsBounds(int attempt, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryDelay.Of(attempt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), random));

    public void Dispose() => _stub.Dispose();

    private string Milliseconds(int ahead) => _stub.Time.GetUtcNow().AddMilliseconds(ahead).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private async Task<TimeSpan> DelayAskedForAsync(params (string Name, string Value)[] headers)
    {
        DateTimeOffset start = _stub.Time.GetUtcNow();
        _stub.Answers("POST", Users, new ApiStub.Answer(429, "", headers), new ApiStub.Answer(200, ApiStub.Accepted(1)));
        await _stub.Client.AddUsersAsync(Audience, ApiStub.Batch("person@example.com"), Token);
        Assert.Equal(2, _stub.ApiRequests.Count);
        return _stub.Time.GetUtcNow() - start;
    }
}
