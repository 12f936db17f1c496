using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Testing.Tests;

public sealed class AudienceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Create_read_update_and_delete_follow_the_documentation()
    {
        await using Caller caller = await Caller.StartAsync();
        string account = caller.Simulator.AdAccount.ToString();
        string path = $"v1/adaccounts/{account}/segments";

        Reply created = await caller.SendJsonAsync(HttpMethod.Post, path, $$"""{"segments":[{"name":"Buyers","description":"d","source_type":"FIRST_PARTY","retention_in_days":9999,"ad_account_id":"{{account}}"}]}""");
        string id = created.Text("segments/0/segment/id");
        Reply read = await caller.GetAsync($"v1/segments/{id}");
        Reply updated = await caller.SendJsonAsync(HttpMethod.Put, path, $$"""{"segments":[{"id":"{{id}}","name":"New","ad_account_id":"{{account}}","description":"","retention_in_days":60}]}""");
        Reply deleted = await caller.DeleteAsync($"v1/segments/{id}");
        Reply gone = await caller.GetAsync($"v1/segments/{id}");

        Assert.Equal(HttpStatusCode.OK, created.Status);
        Assert.Equal(("SUCCESS", "SUCCESS", "PENDING", "FIRST_PARTY", "0"),
            (created.Text("request_status"), created.Text("segments/0/sub_request_status"), created.Text("segments/0/segment/status"), created.Text("segments/0/segment/source_type"), created.Text("segments/0/segment/approximate_number_users")));
        Assert.True(AudienceId.TryParse(id, null, out _));
        Assert.Equal(created.Headers["X-Request-Id"], created.Text("request_id"));
        Assert.Equal(("Buyers", "NO_UPLOAD", "NOT_READY"), (read.Text("segments/0/segment/name"), read.Text("segments/0/segment/upload_status"), read.Text("segments/0/segment/targetable_status")));
        Assert.Equal(("New", "60"), (updated.Text("segments/0/segment/name"), updated.Text("segments/0/segment/retention_in_days")));
        Assert.Equal(("SUCCESS", "[]"), (deleted.Text("request_status"), deleted.Json["segments"]!.ToJsonString()));
        Assert.Equal((HttpStatusCode.NotFound, "E3003"), (gone.Status, gone.Text("error_code")));
    }

    [Fact]
    public async Task Lists_come_in_pages_on_the_simulators_own_host()
    {
        await using Caller caller = await Caller.StartAsync();
        for (int i = 0; i < 120; i++)
            caller.Simulator.AddAudience();
        List<string> ids = [];

        for (string? next = $"v1/adaccounts/{caller.Simulator.AdAccount}/segments?limit=50"; next is not null;)
        {
            Reply page = await caller.GetAsync(next);
            ids.AddRange(page.Json["segments"]!.AsArray().Select(part => part!["segment"]!["id"]!.GetValue<string>()));
            next = page.Text("paging/next_link") is { Length: > 0 } link ? link : null;
            Assert.True(next is null || next.StartsWith(caller.Simulator.BaseAddress.AbsoluteUri, StringComparison.Ordinal));
        }

        Assert.Equal(120, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.GetAsync($"v1/adaccounts/{caller.Simulator.AdAccount}/segments?limit=10")).Status);
    }

    [Fact]
    public async Task The_status_machine_follows_the_clock()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = _time });
        AudienceId small = caller.Simulator.AddAudience(), large = caller.Simulator.AddAudience();
        await caller.AddAsync(small, Caller.Hash(1));
        await caller.AddAsync(large, Caller.Hashes(1_000));

        Assert.Equal(AudienceUploadStatus.Processing, caller.Simulator.GetAudience(small)?.UploadStatus);
        _time.Advance(TimeSpan.FromHours(6));

        SnapchatAudience one = caller.Simulator.GetAudience(small)!, many = caller.Simulator.GetAudience(large)!;
        Assert.Equal((AudienceUploadStatus.Complete, AudienceTargetableStatus.TooFewUsers), (one.UploadStatus, one.TargetableStatus));
        Assert.Equal((AudienceUploadStatus.Complete, AudienceTargetableStatus.Ready, 1_000L), (many.UploadStatus, many.TargetableStatus, many.ApproximateSize));
        Assert.Equal(AudienceStatus.Active, many.Status);
    }

    [Fact]
    public async Task Removing_all_users_empties_the_audience()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.AddAsync(audience, Caller.Hashes(5));

        Reply cleared = await caller.DeleteAsync($"v1/segments/{audience}/all_users");

        Assert.Equal("SUCCESS", cleared.Text("request_status"));
        Assert.Equal(0, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task The_kinds_of_one_audience_are_sets_of_their_own()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.SendUsersAsync(HttpMethod.Post, audience, [Caller.Hash(1)]);
        await caller.SendUsersAsync(HttpMethod.Post, audience, [Caller.Hash(1), Caller.Hash(2)], "PHONE_SHA256");
        await caller.SendUsersAsync(HttpMethod.Delete, audience, [Caller.Hash(1)], "PHONE_SHA256");

        Assert.Equal((1, 1, 0), (caller.Simulator.CountMembers(audience, IdentifierKind.Email), caller.Simulator.CountMembers(audience, IdentifierKind.Phone), caller.Simulator.CountMembers(audience, IdentifierKind.MobileAdId)));
    }

    [Theory]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL"],"data":[["542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345"]]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[["person@example.com"]]}]}""")]
    [InlineData("""{"users":[{"schema":["EMAIL_SHA256"],"data":[["542d24""" + "01")]
    [InlineData("""{"data":{"users":[]}}""")]
    [InlineData("")]
    public async Task Malformed_bodies_are_refused_and_change_nothing(string body)
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();

        Reply reply = await caller.SendJsonAsync(HttpMethod.Post, $"v1/segments/{audience}/users", body);

        Assert.Equal((HttpStatusCode.BadRequest, "ERROR"), (reply.Status, reply.Text("request_status")));
        Assert.Equal(0, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task More_than_100_000_identifiers_are_refused()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();

        Reply reply = await caller.AddAsync(audience, Caller.Hashes(100_001));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(0, caller.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task A_lookalike_takes_no_users()
    {
        await using Caller caller = await Caller.StartAsync();
        caller.Simulator.AddAudience(new SnapchatAudience(AudienceId.Parse("7"), "Similar") { SourceType = AudienceSourceType.Lookalike });

        Assert.Equal(HttpStatusCode.BadRequest, (await caller.AddAsync(AudienceId.Parse("7"), Caller.Hash(1))).Status);
    }

    [Theory]
    [InlineData(180, true, "SUCCESS")]
    [InlineData(181, true, "ERROR")]
    [InlineData(180, false, "ERROR")]
    public async Task A_lookalike_has_a_customer_list_for_a_seed_and_a_short_retention(int retention, bool seedExists, string status)
    {
        await using Caller caller = await Caller.StartAsync();
        string seed = seedExists ? caller.Simulator.AddAudience().Value : "404";

        Reply reply = await caller.SendJsonAsync(HttpMethod.Post, caller.AudiencesPath, $$"""
            {"segments":[{"name":"Similar","source_type":"LOOKALIKE","retention_in_days":{{retention}},"ad_account_id":"{{caller.Simulator.AdAccount}}",
              "creation_spec":{"seed_segment_id":"{{seed}}","countries":["US"],"type":"BALANCE"} }]}
            """);

        Assert.Equal(status, reply.Text("segments/0/sub_request_status"));
        Assert.Equal(reply.Text("request_status") is "SUCCESS" ? seed : "", reply.Text("segments/0/segment/creation_spec/seed_segment_id"));
    }

    [Theory]
    [InlineData("name", "1")]
    [InlineData("source_type", "\"SOMETHING\"")]
    [InlineData("ad_account_id", "\"8adc3db7-8148-4fbf-999c-8d2266369d74\"")]
    [InlineData("retention_in_days", "0")]
    public async Task What_is_not_allowed_is_named(string member, string value)
    {
        await using Caller caller = await Caller.StartAsync();
        JsonObject audience = new() { ["name"] = "Buyers", ["source_type"] = "FIRST_PARTY", ["ad_account_id"] = caller.Simulator.AdAccount.ToString() };
        audience[member] = JsonNode.Parse(value);

        Reply reply = await caller.SendJsonAsync(HttpMethod.Post, caller.AudiencesPath, $$"""{"segments":[{{audience.ToJsonString()}}]}""");

        Assert.Equal($"Error code: E2002, message: Property value is not allowed : [{member}]", reply.Text("segments/0/sub_request_error_reason"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"segments":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_creation_of_another_shape_is_refused(string body)
    {
        await using Caller caller = await Caller.StartAsync();

        Reply reply = await caller.SendJsonAsync(HttpMethod.Post, caller.AudiencesPath, body);

        Assert.Equal((HttpStatusCode.BadRequest, "SIM_MALFORMED"), (reply.Status, reply.Text("error_code")));
    }

    [Fact]
    public async Task An_update_of_an_audience_of_another_ad_account_fails()
    {
        await using Caller caller = await Caller.StartAsync();
        AdAccountId other = caller.Simulator.AddAdAccount(caller.Simulator.Organization, "Other", "admin");
        caller.Simulator.AddAudience(new SnapchatAudience(AudienceId.Parse("5"), "Theirs") { AdAccount = other });

        Reply reply = await caller.SendJsonAsync(HttpMethod.Put, caller.AudiencesPath, $$"""{"segments":[{"id":"5","name":"Mine","ad_account_id":"{{caller.Simulator.AdAccount}}"}]}""");

        Assert.Contains("E3004", reply.Text("segments/0/sub_request_error_reason"), StringComparison.Ordinal);
        Assert.Equal("Theirs", caller.Simulator.GetAudience(AudienceId.Parse("5"))?.Name);
    }

    [Fact]
    public async Task Without_a_role_on_the_ad_account_nothing_is_allowed()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.Simulator.SetRoles(caller.Simulator.Organization, "member");
        caller.Simulator.SetRoles(caller.Simulator.AdAccount, "reports");

        Reply reply = await caller.AddAsync(audience, Caller.Hash(1));

        Assert.Equal((HttpStatusCode.Forbidden, "E3002", "Caller does not have permission"), (reply.Status, reply.Text("error_code"), reply.Text("debug_message")));
    }

    [Fact]
    public async Task Assumptions_can_be_switched()
    {
        var options = new SnapchatSimulatorOptions();
        options.Assumptions.UnknownAudience = ErrorStyle.SubRequest;
        options.Assumptions.InvalidRequest = ErrorStyle.SubRequest;
        options.Assumptions.RejectUpperCaseHashes = true;
        options.Assumptions.LowerCaseStatuses = true;
        await using Caller caller = await Caller.StartAsync(options);
        AudienceId audience = caller.Simulator.AddAudience();

        Reply unknown = await caller.GetAsync("v1/segments/404");
        Reply upper = await caller.AddAsync(audience, Caller.Hash(1).ToUpperInvariant());
        Reply added = await caller.AddAsync(audience, Caller.Hash(1));

        Assert.Equal(HttpStatusCode.OK, unknown.Status);
        Assert.Contains("E3004", unknown.Text("segments/0/sub_request_error_reason"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, upper.Status);
        Assert.NotEqual("success", upper.Text("request_status"));
        Assert.Equal("success", added.Text("request_status"));
    }

    [Fact]
    public async Task The_user_and_what_the_user_reaches_are_told()
    {
        await using Caller caller = await Caller.StartAsync();

        Reply me = await caller.GetAsync("v1/me");
        Reply organizations = await caller.GetAsync("v1/me/organizations?with_ad_accounts=true");
        Reply plain = await caller.GetAsync("v1/me/organizations");
        Reply accounts = await caller.GetAsync($"v1/organizations/{caller.Simulator.Organization}/adaccounts");

        Assert.Equal(caller.Simulator.Organization.ToString(), me.Text("me/organization_id"));
        Assert.Equal(caller.Simulator.AdAccount.ToString(), organizations.Text("organizations/0/organization/ad_accounts/0/id"));
        Assert.Equal("", plain.Text("organizations/0/organization/ad_accounts"));
        Assert.Equal(caller.Simulator.AdAccount.ToString(), accounts.Text("adaccounts/0/adaccount/id"));
    }
}
