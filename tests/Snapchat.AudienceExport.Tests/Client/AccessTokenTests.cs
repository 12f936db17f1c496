using System.Collections.Concurrent;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.Tests.Client;

public sealed class AccessTokenTests
{
    private const string TokenPath = "/login/oauth2/access_token";
    private const string Me = """{"request_status":"SUCCESS","me":{"id":"user-1"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyCallers_ShareOneRefresh()
    {
        using ApiStub stub = Start();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => stub.Client.GetCurrentUserAsync(Token)));

        Assert.Single(stub.TokenRequests);
        Assert.Equal(100, stub.ApiRequests.Count);
    }

    [Fact]
    public async Task ManyCallersRefusedAtOnce_ShareOneRefresh()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync();
        await harness.Client.GetCurrentUserAsync(Token);
        harness.Simulator.Faults.Add(SimulatedOperation.GetCurrentUser, SimulatedFault.ExpiredToken());

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => harness.Client.GetCurrentUserAsync(Token)));

        Assert.Equal(2, harness.Count(SimulatedOperation.Token));
    }

    [Theory]
    [InlineData("3600", 3_539, 1)]
    [InlineData("3600", 3_541, 2)]
    [InlineData("60", 29, 1)]
    [InlineData("60", 31, 2)]
    [InlineData("null", 1_739, 1)]
    [InlineData("null", 1_741, 2)]
    public async Task TheToken_IsRenewedAMarginBeforeItsEnd(string expiresIn, int seconds, int refreshes)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using ApiStub stub = Start(time);
        stub.Answers("POST", TokenPath, new ApiStub.Answer(200, $$"""{"access_token":"token-1","expires_in":{{expiresIn}}}"""));
        await stub.Client.GetCurrentUserAsync(Token);

        time.Advance(TimeSpan.FromSeconds(seconds));
        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Equal(refreshes, stub.TokenRequests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ATransientFailureOfTheTokenEndpoint_IsRetriedAndLosesNothing(int status)
    {
        using ApiStub stub = Start();
        stub.Answers("POST", TokenPath, new ApiStub.Answer(status, "later"), new ApiStub.Answer(status, ""), Answer("token-1", "refresh-1"));

        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Equal(3, stub.TokenRequests.Count);
        Assert.All(stub.TokenRequests, request => Assert.Contains("refresh_token=refresh-1", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATokenEndpointThatStaysAway_IsNamedWhenTheDeadlinePasses()
    {
        using var stub = new ApiStub(
            options =>
            {
                options.AccountsBaseAddress = new Uri("http://127.0.0.1:1/");
                options.CallDeadline = TimeSpan.FromSeconds(1);
                options.AttemptTimeout = TimeSpan.FromMilliseconds(500);
                options.MinRetryDelay = options.MaxRetryDelay = TimeSpan.FromMilliseconds(100);
            },
            TimeProvider.System);

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => stub.Client.GetCurrentUserAsync(Token));

        Assert.True(exception.IsTransient);
        Assert.Contains("connection", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvalidGrant_AsksForANewAuthentication_AndIsNotRemembered()
    {
        using ApiStub stub = Start();
        stub.Answers("POST", TokenPath, new ApiStub.Answer(400, """{"error":"invalid_grant","error_description":"expired"}"""), Answer("token-1", "refresh-1"));

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => stub.Client.GetCurrentUserAsync(Token));
        Assert.Equal("user-1", (await stub.Client.GetCurrentUserAsync(Token)).Id);
        Assert.All(stub.TokenRequests, request => Assert.Contains("refresh_token=refresh-1", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task InvalidClient_IsAMistakeInTheConfiguration()
    {
        using ApiStub stub = Start();
        stub.Answers("POST", TokenPath, new ApiStub.Answer(401, """{"error":"invalid_client"}"""));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => stub.Client.GetCurrentUserAsync(Token));

        Assert.Equal("invalid_client", exception.ErrorCode);
        Assert.Contains("check ClientId and ClientSecret", exception.Message, StringComparison.Ordinal);
        Assert.Single(stub.TokenRequests);
    }

    [Fact]
    public async Task ARotatedRefreshToken_IsStoredBeforeItsAccessTokenIsUsed()
    {
        var store = new RecordingStore();
        using ApiStub stub = Start(store: store);
        stub.Answers("POST", TokenPath, Answer("token-2", "refresh-2"));
        store.OnSet = () => Assert.Empty(stub.ApiRequests);

        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Equal(["refresh-2"], store.Stored, StringComparer.Ordinal);
        Assert.Single(stub.ApiRequests);
    }

    [Fact]
    public async Task AnUnchangedRefreshToken_IsNotStoredAgain()
    {
        var store = new RecordingStore();
        using ApiStub stub = Start(store: store);

        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Empty(store.Stored);
    }

    [Fact]
    public async Task AStoreThatFails_FailsTheCall_AndTheNextOneGoesOnWithTheNewToken()
    {
        var store = new RecordingStore();
        using ApiStub stub = Start(store: store);
        stub.Answers("POST", TokenPath, Answer("token-2", "refresh-2"), Answer("token-3", "refresh-3"));
        store.OnSet = () => throw new InvalidOperationException("The vault is sealed.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => stub.Client.GetCurrentUserAsync(Token));
        Assert.Empty(stub.ApiRequests);
        store.OnSet = null;
        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Equal("Bearer token-3", ApiStub.Header(stub.ApiRequests[0], "Authorization"));
        Assert.Contains("refresh_token=refresh-2", stub.TokenRequests[1].Body, StringComparison.Ordinal);
        Assert.Equal(["refresh-3"], store.Stored, StringComparer.Ordinal);
    }

    [Fact]
    public async Task ARevokedStoredToken_GivesWayToTheConfiguredOne()
    {
        var store = new RecordingStore();
        store.Stored.Enqueue("refresh-old");
        using ApiStub stub = Start(store: store);
        stub.Answers("POST", TokenPath, new ApiStub.Answer(400, """{"error":"invalid_grant"}"""), Answer("token-1", "refresh-1"));

        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Contains("refresh_token=refresh-old", stub.TokenRequests[0].Body, StringComparison.Ordinal);
        Assert.Contains("refresh_token=refresh-1", stub.TokenRequests[1].Body, StringComparison.Ordinal);
        Assert.Equal("refresh-1", store.Stored.Last());
    }

    [Fact]
    public async Task AFailingStore_IsNamedByItsTypeAndNotRetried()
    {
        int calls = 0;
        var store = new RecordingStore { OnGet = () => { calls++; throw new IOException("canary refresh-1"); } };
        using ApiStub stub = Start(store: store);

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => stub.Client.GetCurrentUserAsync(Token));

        Assert.Equal(1, calls);
        Assert.Contains("System.IO.IOException", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task AStoredToken_IsUsedInPlaceOfTheConfiguredOne()
    {
        var store = new RecordingStore();
        store.Stored.Enqueue("refresh-9");
        using ApiStub stub = Start(store: store);

        await stub.Client.GetCurrentUserAsync(Token);

        Assert.Contains("refresh_token=refresh-9", stub.TokenRequests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACallersCancellation_LeavesTheRefreshToTheOthers()
    {
        using ApiStub stub = Start();
        using var cancellation = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var store = new RecordingStore { OnGet = () => { reached.TrySetResult(); return release.Task; } };
        using ApiStub slow = Start(store: store);

        Task<SnapchatUser> canceled = slow.Client.GetCurrentUserAsync(cancellation.Token);
        await reached.Task;
        Task<SnapchatUser> other = slow.Client.GetCurrentUserAsync(Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        release.SetResult();

        Assert.Equal("user-1", (await other).Id);
        Assert.Single(slow.TokenRequests);
    }

    [Fact]
    public async Task NoLogAtAnyLevel_HoldsATokenOrASecret()
    {
        using ApiStub stub = Start();
        stub.Answers("POST", TokenPath, new ApiStub.Answer(503, "refresh-1 token-1 client-secret"), Answer("token-1", "refresh-2"), new ApiStub.Answer(400, """{"error":"invalid_request","error_description":"bad"}"""));
        await stub.Client.GetCurrentUserAsync(Token);
        stub.Answers("GET", "/v1/me", new ApiStub.Answer(401, "no"));
        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => stub.Client.GetCurrentUserAsync(Token));

        string seen = string.Join('\n', stub.Logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}")) + exception;

        Assert.Contains("Attempt 1", seen, StringComparison.Ordinal);
        Assert.Contains("another refresh token", seen, StringComparison.Ordinal);
        foreach (string secret in new[] { "token-1", "refresh-1", "refresh-2", "client-secret" })
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
    }

    private static ApiStub Start(TimeProvider? time = null, IRefreshTokenStore? store = null)
    {
        var stub = new ApiStub(timeProvider: time, store: store);
        stub.Answers("GET", "/v1/me", new ApiStub.Answer(200, Me));
        return stub;
    }

    private static ApiStub.Answer Answer(string accessToken, string refreshToken) =>
        new(200, $$"""{"access_token":"{{accessToken}}","token_type":"Bearer","expires_in":3600,"refresh_token":"{{refreshToken}}"}""");

    private sealed class RecordingStore : IRefreshTokenStore
    {
        public ConcurrentQueue<string> Stored { get; } = [];

        public Action? OnSet { get; set; }

        public Func<Task>? OnGet { get; set; }

        public async ValueTask<SnapchatSecret?> GetAsync(CancellationToken cancellationToken)
        {
            if (OnGet is not null)
                await OnGet();
            return Stored.LastOrDefault() is { } token ? new SnapchatSecret(token) : null;
        }

        public ValueTask SetAsync(SnapchatSecret refreshToken, CancellationToken cancellationToken)
        {
            OnSet?.Invoke();
            Stored.Enqueue(refreshToken.Reveal());
            return default;
        }
    }
}
