using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Testing.Tests;

public sealed class FaultTests
{
    public static TheoryData<string, bool> Resets => new()
    {
        { nameof(SimulatedFault.ResetBeforeBody), false },
        { nameof(SimulatedFault.ResetDuringBody), false },
        { nameof(SimulatedFault.ResetAfterBody), false },
        { nameof(SimulatedFault.LoseAnswer), true },
    };

    [Theory]
    [MemberData(nameof(Resets))]
    public async Task A_reset_reaches_the_client_as_a_broken_connection(string name, bool applied)
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        SimulatedFault fault = name switch
        {
            nameof(SimulatedFault.ResetBeforeBody) => SimulatedFault.ResetBeforeBody(),
            nameof(SimulatedFault.ResetDuringBody) => SimulatedFault.ResetDuringBody(100_000),
            nameof(SimulatedFault.ResetAfterBody) => SimulatedFault.ResetAfterBody(),
            _ => SimulatedFault.LoseAnswer(),
        };
        caller.Simulator.Faults.Add(SimulatedOperation.AddUsers, fault);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.AddAsync(audience, Caller.Hashes(5_000)));

        Assert.Equal(applied ? 5_000 : 0, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
        SimulatedRequest request = caller.Simulator.Requests[^1];
        Assert.Equal((name, applied, null), (request.Fault, request.Applied, request.Status));
        Assert.Equal(HttpStatusCode.OK, (await caller.AddAsync(audience, Caller.Hash(1))).Status);
    }

    [Fact]
    public async Task A_request_can_be_applied_after_later_ones()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.ApplyLate(2));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.AddAsync(audience, Caller.Hash(1)));

        await caller.RemoveAsync(audience, Caller.Hash(1));
        Assert.Empty(caller.Emails(audience));
        await caller.GetAsync("v1/me");

        Assert.Equal([Caller.Hash(1)], caller.Emails(audience), StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_comes_late_can_be_called_for()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedFault.ApplyLate(1_000), times: 2);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.AddAsync(audience, Caller.Hash(1)));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.GetAsync($"v1/segments/{audience}"));
        bool before = caller.Simulator.Requests[1].Applied;

        caller.Simulator.Faults.ApplyHeldBack();

        Assert.Equal([Caller.Hash(1)], caller.Emails(audience), StringComparer.Ordinal);
        Assert.Equal((false, true, false), (before, caller.Simulator.Requests[1].Applied, caller.Simulator.Requests[2].Applied));
    }

    [Fact]
    public async Task Faults_meet_what_they_are_meant_for_until_they_are_cleared()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedOperation.RemoveUsers, SimulatedFault.Status(500), SimulatorFaults.Always);
        caller.Simulator.Faults.Add(request => request.Audience == audience, SimulatedFault.Status(502), times: 2);
        caller.Simulator.Faults.Randomize(1, seed: 1, [SimulatedFault.Status(504)], request => request.Operation == SimulatedOperation.GetOrganizations);

        int[] met =
        [
            (int)(await caller.RemoveAsync(audience, Caller.Hash(1))).Status, (int)(await caller.RemoveAsync(audience, Caller.Hash(1))).Status,
            (int)(await caller.AddAsync(audience, Caller.Hash(1))).Status, (int)(await caller.GetAsync("v1/me")).Status, (int)(await caller.GetAsync($"v1/segments/{audience}")).Status,
            (int)(await caller.AddAsync(audience, Caller.Hash(1))).Status, (int)(await caller.GetAsync("v1/me/organizations")).Status,
        ];
        caller.Simulator.Faults.Clear();
        Reply[] after = [await caller.RemoveAsync(audience, Caller.Hash(1)), await caller.GetAsync("v1/me/organizations")];

        Assert.Equal([500, 500, 502, 200, 502, 200, 504], met);
        Assert.All(after, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
    }

    [Fact]
    public async Task Creating_and_emptying_meet_faults_too()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.AddAsync(audience, Caller.Hash(1));
        caller.Simulator.Faults.Add(SimulatedOperation.CreateAudiences, SimulatedFault.ResetAfterBody());
        caller.Simulator.Faults.Add(SimulatedOperation.CreateAudiences, SimulatedFault.LoseAnswer());
        caller.Simulator.Faults.Add(SimulatedOperation.RemoveAllUsers, SimulatedFault.ApplyLate(1));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.CreateAsync("Never"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.CreateAsync("Created"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.DeleteAsync($"v1/segments/{audience}/all_users"));
        int before = caller.Emails(audience).Length;
        await caller.GetAsync("v1/me");

        Assert.Equal((1, 0), (before, caller.Emails(audience).Length));
        Assert.Equal("Created", caller.Simulator.GetAudiences(caller.Simulator.AdAccount)[^1].Name);
        Assert.Equal(2, caller.Simulator.GetAudiences(caller.Simulator.AdAccount).Count);
    }

    [Fact]
    public async Task An_answer_can_come_before_the_body_is_read()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.AnswerBeforeBody(413));

        Reply reply = await caller.SendUsersAsync(HttpMethod.Post, audience, Caller.Hashes(50_000), expectContinue: true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Equal(0, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task Rate_limit_answers_carry_the_hint_asked_for()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 1, TimeSpan.Zero));
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = time });
        caller.Simulator.Faults.Add(SimulatedFault.TooManyRequests());
        caller.Simulator.Faults.Add(SimulatedFault.TooManyRequests(RetryHint.RetryAfterSeconds, TimeSpan.FromSeconds(7)));
        caller.Simulator.Faults.Add(SimulatedFault.TooManyRequests(RetryHint.RetryAfterDate, TimeSpan.FromSeconds(7)));
        caller.Simulator.Faults.Add(SimulatedFault.TooManyRequests(RetryHint.None));

        Reply[] replies = [await caller.GetAsync("v1/me"), await caller.GetAsync("v1/me"), await caller.GetAsync("v1/me"), await caller.GetAsync("v1/me")];

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.TooManyRequests, reply.Status));
        Assert.Equal(time.GetUtcNow().AddSeconds(4).ToUnixTimeMilliseconds().ToString(), replies[0].Headers["X-Rate-Limit-Reset"]);
        Assert.Equal("0", replies[0].Headers["X-Rate-Limit-Remaining"]);
        Assert.Equal("7", replies[1].Headers["Retry-After"]);
        Assert.Equal("Tue, 24 Nov 2026 08:00:08 GMT", replies[2].Headers["Retry-After"]);
        Assert.DoesNotContain("Retry-After", replies[3].Headers.Keys);
        Assert.DoesNotContain("X-Rate-Limit-Reset", replies[3].Headers.Keys);
    }

    [Fact]
    public async Task Answers_of_any_status_and_body_can_be_given()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedFault.ServerError());
        caller.Simulator.Faults.Add(SimulatedFault.Status(503, "busy"));
        caller.Simulator.Faults.Add(SimulatedFault.PermissionDenied());
        caller.Simulator.Faults.Add(SimulatedFault.FailedSubRequest());

        Reply html = await caller.GetAsync("v1/me"), text = await caller.GetAsync("v1/me"), denied = await caller.GetAsync("v1/me"), failed = await caller.AddAsync(audience, Caller.Hash(1));

        Assert.Equal((HttpStatusCode.InternalServerError, "text/html"), (html.Status, html.Headers["Content-Type"]));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy"), (text.Status, text.Body));
        Assert.Equal((HttpStatusCode.Forbidden, "E3002"), (denied.Status, denied.Text("error_code")));
        Assert.Equal((HttpStatusCode.OK, "ERROR"), (failed.Status, failed.Text("users/0/sub_request_status")));
        Assert.Empty(caller.Emails(audience));
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 5)]
    public async Task A_short_count_applies_what_it_says(bool applied, int members)
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.Faults.Add(SimulatedFault.ShortCount(2, applied));

        Reply reply = await caller.AddAsync(audience, Caller.Hashes(5));

        Assert.Equal("3", reply.Text("users/0/user/number_uploaded_users"));
        Assert.Equal(members, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task An_expired_token_stays_expired_until_it_is_renewed()
    {
        await using Caller caller = await Caller.StartAsync();
        caller.Simulator.Faults.Add(SimulatedFault.ExpiredToken());

        Reply first = await caller.GetAsync("v1/me"), second = await caller.GetAsync("v1/me");
        caller.AccessToken = await caller.RefreshAsync();
        Reply third = await caller.GetAsync("v1/me");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (first.Status, second.Status, third.Status));
        Assert.Contains("invalid_token", first.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_answer_waits_for_the_test()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        var release = new TaskCompletionSource();
        caller.Simulator.Faults.Add(SimulatedFault.HoldUntil(release.Task));
        Task<Reply> held = caller.AddAsync(audience, Caller.Hash(1));

        SimulatedRequest request = await caller.Simulator.WaitForRequestAsync(sent => sent is { Applied: true, Operation: SimulatedOperation.AddUsers }, TestContext.Current.CancellationToken);
        Assert.False(held.IsCompleted);
        Assert.Single(caller.Emails(audience));
        release.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await held).Status);
        Assert.Equal(request.RequestId, (await held).Headers["X-Request-Id"]);
    }

    [Fact]
    public async Task Random_faults_of_one_seed_repeat_themselves()
    {
        List<string?[]> runs = [];
        for (int run = 0; run < 2; run++)
        {
            await using Caller caller = await Caller.StartAsync();
            caller.Simulator.Faults.Randomize(0.4, seed: 5, [SimulatedFault.ServerError(), SimulatedFault.Status(503)]);
            for (int i = 0; i < 30; i++)
                await caller.GetAsync("v1/me");
            runs.Add([.. caller.Simulator.Requests.Skip(1).Select(request => request.Fault)]);
        }

        Assert.Equal(runs[0], runs[1], StringComparer.Ordinal);
        Assert.InRange(runs[0].Count(fault => fault is not null), 5, 20);
        Assert.Equal(2, runs[0].Where(fault => fault is not null).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Enforced_rate_limits_answer_429_above_the_rate()
    {
        var time = new FakeTimeProvider();
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = time, EnforceRateLimits = true });

        HttpStatusCode[] burst = new HttpStatusCode[22];
        for (int i = 0; i < burst.Length; i++)
            burst[i] = (await caller.GetAsync("v1/me")).Status;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(20, burst.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(2, burst.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("v1/me")).Status);
    }

    [Fact]
    public async Task The_log_holds_no_token()
    {
        await using Caller caller = await Caller.StartAsync();
        await caller.GetAsync("v1/me");

        string log = string.Join('\n', caller.Simulator.Requests.Select(request => request.ToString()));

        Assert.DoesNotContain(caller.AccessToken!, log, StringComparison.Ordinal);
        Assert.DoesNotContain(caller.Simulator.RefreshToken.Reveal(), log, StringComparison.Ordinal);
        Assert.NotNull(caller.Simulator.Requests[^1].TokenFingerprint);
    }
}
