using System.Net;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>Each switch, off and on.</summary>
public sealed class AssumptionTests
{
    private readonly SnapchatSimulatorOptions _options = new();

    private SnapchatAssumptions Assumptions => _options.Assumptions;

    [Theory]
    [InlineData(ErrorStyle.Request, HttpStatusCode.NotFound, "E3003")]
    [InlineData(ErrorStyle.SubRequest, HttpStatusCode.OK, "E3004")]
    public async Task Unknown_audiences(ErrorStyle style, HttpStatusCode status, string code)
    {
        Assumptions.UnknownAudience = style;
        await using Caller caller = await Caller.StartAsync(_options);
        AudienceId unknown = AudienceId.Parse("404");

        Reply[] replies = [await caller.GetAsync("v1/segments/404"), await caller.AddAsync(unknown, Caller.Hash(1)), await caller.RemoveAsync(unknown, Caller.Hash(1)), await caller.DeleteAsync("v1/segments/404/all_users")];

        Assert.All(replies, reply =>
        {
            Assert.Equal((status, "ERROR"), (reply.Status, reply.Text("request_status")));
            Assert.Contains(code, reply.Body, StringComparison.Ordinal);
        });
        Assert.All(caller.Simulator.Requests.Skip(1), request => Assert.False(request.Applied));
    }

    [Theory]
    [InlineData(ErrorStyle.Request, HttpStatusCode.NotFound, "E3003")]
    [InlineData(ErrorStyle.SubRequest, HttpStatusCode.OK, "E3004")]
    public async Task Unknown_audiences_on_delete(ErrorStyle style, HttpStatusCode status, string code)
    {
        Assumptions.UnknownAudienceOnDelete = style;
        await using Caller caller = await Caller.StartAsync(_options);

        Reply reply = await caller.DeleteAsync("v1/segments/404");

        Assert.Equal(status, reply.Status);
        Assert.Contains(code, reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorStyle.Request, HttpStatusCode.BadRequest, "SIM_")]
    [InlineData(ErrorStyle.SubRequest, HttpStatusCode.OK, "E2002")]
    public async Task Invalid_requests(ErrorStyle style, HttpStatusCode status, string code)
    {
        Assumptions.InvalidRequest = style;
        await using Caller caller = await Caller.StartAsync(_options);
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.AddAudience(new SnapchatAudience(AudienceId.Parse("7"), "Similar") { SourceType = AudienceSourceType.Lookalike });

        Reply[] replies =
        [
            await caller.AddAsync(audience, "not a hash"),
            await caller.AddAsync(audience),
            await caller.SendUsersAsync(HttpMethod.Post, audience, [Caller.Hash(1)], "EMAIL"),
            await caller.AddAsync(AudienceId.Parse("7"), Caller.Hash(1)),
            await caller.CreateAsync([.. Enumerable.Repeat("Buyers", 16)]),
        ];

        Assert.All(replies, reply =>
        {
            Assert.Equal((status, "ERROR"), (reply.Status, reply.Text("request_status")));
            Assert.Contains(code, reply.Body, StringComparison.Ordinal);
        });
        Assert.Equal(2, caller.Simulator.GetAudiences(caller.Simulator.AdAccount).Count);
    }

    [Theory]
    [InlineData(ErrorStyle.Request, HttpStatusCode.BadRequest, 0)]
    [InlineData(ErrorStyle.SubRequest, HttpStatusCode.OK, 1)]
    public async Task Names_that_are_too_long(ErrorStyle style, HttpStatusCode status, int created)
    {
        Assumptions.NameTooLong = style;
        await using Caller caller = await Caller.StartAsync(_options);

        Reply reply = await caller.CreateAsync(new string('n', 375), new string('n', 376));

        Assert.Equal((status, "ERROR"), (reply.Status, reply.Text("request_status")));
        Assert.Equal(created, caller.Simulator.GetAudiences(caller.Simulator.AdAccount).Count);
    }

    [Theory]
    [InlineData(ErrorStyle.Request, HttpStatusCode.BadRequest, 999)]
    [InlineData(ErrorStyle.SubRequest, HttpStatusCode.OK, 1000)]
    public async Task More_than_1_000_audiences(ErrorStyle style, HttpStatusCode status, int count)
    {
        Assumptions.TooManyAudiences = style;
        await using Caller caller = await Caller.StartAsync(_options);
        for (int i = 0; i < 999; i++)
            caller.Simulator.AddAudience();

        Reply reply = await caller.CreateAsync("Last", "One too many");

        Assert.Equal(status, reply.Status);
        Assert.Equal(count, caller.Simulator.GetAudiences(caller.Simulator.AdAccount).Count);
    }

    [Theory]
    [InlineData(false, "ERROR")]
    [InlineData(true, "SUCCESS")]
    public async Task Partial_failures(bool isSuccess, string status)
    {
        Assumptions.PartialFailureIsSuccess = isSuccess;
        await using Caller caller = await Caller.StartAsync(_options);

        Reply mixed = await caller.CreateAsync("Good", ""), failed = await caller.CreateAsync("");

        Assert.Equal((HttpStatusCode.OK, status), (mixed.Status, mixed.Text("request_status")));
        Assert.Equal(("SUCCESS", "ERROR"), (mixed.Text("segments/0/sub_request_status"), mixed.Text("segments/1/sub_request_status")));
        Assert.Equal("ERROR", failed.Text("request_status"));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.BadRequest, 0)]
    [InlineData(true, HttpStatusCode.OK, 1)]
    public async Task Malformed_hashes(bool accepted, HttpStatusCode status, int members)
    {
        Assumptions.AcceptMalformedHashes = accepted;
        await using Caller caller = await Caller.StartAsync(_options);
        AudienceId audience = caller.Simulator.AddAudience();

        Reply reply = await caller.AddAsync(audience, Caller.Hash(1), "person@example.com", Caller.Hash(1) + "00");

        Assert.Equal((status, accepted ? "3" : ""), (reply.Status, reply.Text("users/0/user/number_uploaded_users")));
        Assert.Equal(members, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK, 1)]
    [InlineData(true, HttpStatusCode.BadRequest, 0)]
    public async Task Upper_case_hashes(bool rejected, HttpStatusCode status, int members)
    {
        Assumptions.RejectUpperCaseHashes = rejected;
        await using Caller caller = await Caller.StartAsync(_options);
        AudienceId audience = caller.Simulator.AddAudience();

        Reply reply = await caller.AddAsync(audience, Caller.Hash(1).ToUpperInvariant());

        Assert.Equal(status, reply.Status);
        Assert.Equal(members, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Theory]
    [InlineData(false, "", "9999")]
    [InlineData(true, "described", "60")]
    public async Task Updates_that_leave_something_out(bool merge, string description, string retention)
    {
        Assumptions.UpdatesMerge = merge;
        await using Caller caller = await Caller.StartAsync(_options);
        AudienceId audience = AudienceId.Parse("5");
        caller.Simulator.AddAudience(new SnapchatAudience(audience, "Old") { Description = "described", RetentionDays = 60 });

        Reply reply = await caller.SendJsonAsync(HttpMethod.Put, caller.AudiencesPath, $$"""{"segments":[{"id":"5","name":"New","ad_account_id":"{{caller.Simulator.AdAccount}}"}]}""");

        Assert.Equal(("New", description, retention), (reply.Text("segments/0/segment/name"), reply.Text("segments/0/segment/description"), reply.Text("segments/0/segment/retention_in_days")));
    }

    [Theory]
    [InlineData(false, "SUCCESS", "ERROR")]
    [InlineData(true, "success", "error")]
    public async Task Letter_case_of_statuses(bool lower, string success, string error)
    {
        Assumptions.LowerCaseStatuses = lower;
        await using Caller caller = await Caller.StartAsync(_options);

        Reply reply = await caller.CreateAsync("Good", "");

        Assert.Equal((error, success, error), (reply.Text("request_status"), reply.Text("segments/0/sub_request_status"), reply.Text("segments/1/sub_request_status")));
    }

    [Theory]
    [InlineData(false, "text/plain")]
    [InlineData(true, "application/json")]
    public async Task Body_of_401(bool json, string contentType)
    {
        Assumptions.JsonUnauthorized = json;
        await using Caller caller = await Caller.StartAsync(_options);
        caller.AccessToken = "unknown";

        Reply reply = await caller.GetAsync("v1/me");

        Assert.Equal((HttpStatusCode.Unauthorized, contentType), (reply.Status, reply.Headers["Content-Type"]));
        Assert.Equal("Bearer error=\"invalid_token\", error_description=\"The access token expired\"", reply.Headers["WWW-Authenticate"]);
        Assert.Equal(json, reply.Body.StartsWith('{'));
    }

    [Theory]
    [InlineData(false, "text/plain")]
    [InlineData(true, "application/json")]
    public async Task Body_and_headers_of_429(bool switched, string contentType)
    {
        Assumptions.JsonTooManyRequests = switched;
        Assumptions.RetryAfterOnRateLimit = switched;
        _options.TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        _options.EnforceRateLimits = true;
        _options.RequestsPerSecondPerToken = 1;
        await using Caller caller = await Caller.StartAsync(_options);
        await caller.GetAsync("v1/me");
        await caller.GetAsync("v1/me");

        Reply reply = await caller.GetAsync("v1/me");

        Assert.Equal((HttpStatusCode.TooManyRequests, contentType), (reply.Status, reply.Headers["Content-Type"]));
        Assert.Equal("0", reply.Headers["X-Rate-Limit-Remaining"]);
        Assert.Equal(switched, reply.Headers.ContainsKey("Retry-After"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_of_page_links(bool foreign)
    {
        Assumptions.ForeignPageLinks = foreign;
        await using Caller caller = await Caller.StartAsync(_options);
        for (int i = 0; i < 51; i++)
            caller.Simulator.AddAudience();

        Reply reply = await caller.GetAsync($"{caller.AudiencesPath}?limit=50");

        Assert.Equal(!foreign, caller.Simulator.BaseAddress.IsBaseOf(new Uri(reply.Text("paging/next_link"))));
    }
}
