using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Testing.Tests;

/// <summary>What holds for every request: paths, methods, headers, tokens.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public async Task Unknown_paths_and_methods_are_told_apart()
    {
        await using Caller caller = await Caller.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync("v1/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync("v2/me")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await caller.DeleteAsync("v1/me")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await caller.GetAsync("v1/segments/1/users")).Status);
    }

    [Fact]
    public async Task Only_JSON_is_available()
    {
        await using Caller caller = await Caller.StartAsync();

        Assert.Equal(HttpStatusCode.NotAcceptable, (await caller.GetAsync("v1/me", accept: "text/html")).Status);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("v1/me", accept: "text/html, */*")).Status);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("v1/me", accept: "application/json")).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Uploads_have_to_be_JSON(string contentType)
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        using StringContent content = new(Caller.UsersBody([Caller.Hash(1)]), Encoding.UTF8, contentType);

        Reply reply = await caller.SendAsync(HttpMethod.Post, $"v1/segments/{audience}/users", content);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Empty(caller.Emails(audience));
    }

    [Fact]
    public async Task Removing_needs_a_body()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        await caller.AddAsync(audience, Caller.Hash(1));

        Assert.Equal(HttpStatusCode.BadRequest, (await caller.DeleteAsync($"v1/segments/{audience}/users")).Status);
        Assert.Single(caller.Emails(audience));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_read_or_applied()
    {
        await using Caller caller = await Caller.StartAsync();
        AudienceId audience = caller.Simulator.AddAudience();
        caller.AccessToken = null;

        Reply reply = await caller.SendUsersAsync(HttpMethod.Post, audience, Caller.Hashes(10), expectContinue: true);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        SimulatedRequest request = caller.Simulator.Requests[^1];
        Assert.Equal((0L, null, false), (request.BodyBytes, request.TokenFingerprint, request.Applied));
    }

    [Fact]
    public async Task Writes_carry_rate_headers_that_count_down_in_windows_of_5_seconds()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 3, TimeSpan.Zero));
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = time });
        AudienceId audience = caller.Simulator.AddAudience();

        Reply first = await caller.AddAsync(audience, Caller.Hash(1)), second = await caller.RemoveAsync(audience, Caller.Hash(1)), read = await caller.GetAsync($"v1/segments/{audience}");
        time.Advance(TimeSpan.FromSeconds(2));
        Reply next = await caller.DeleteAsync($"v1/segments/{audience}/all_users");

        Assert.Equal(("82", "81", "82"), (first.Headers["X-Rate-Limit-Remaining"], second.Headers["X-Rate-Limit-Remaining"], next.Headers["X-Rate-Limit-Remaining"]));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 5, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(), first.Headers["X-Rate-Limit-Reset"]);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 10, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(), next.Headers["X-Rate-Limit-Reset"]);
        Assert.DoesNotContain("X-Rate-Limit-Reset", read.Headers.Keys);
    }

    [Fact]
    public async Task Every_answer_of_the_API_names_its_request()
    {
        await using Caller caller = await Caller.StartAsync();

        Reply found = await caller.GetAsync("v1/me"), missing = await caller.GetAsync("v1/segments/404");

        Assert.Equal(found.Headers["X-Request-Id"], found.Text("request_id"));
        Assert.Equal(missing.Headers["X-Request-Id"], missing.Text("request_id"));
        Assert.Equal([found.Text("request_id"), missing.Text("request_id")], caller.Simulator.Requests.Skip(1).Select(request => request.RequestId));
    }

    [Fact]
    public async Task Organizations_and_ad_accounts_are_found_by_their_IDs()
    {
        await using Caller caller = await Caller.StartAsync();
        OrganizationId other = caller.Simulator.AddOrganization("Another", "member");
        AdAccountId account = caller.Simulator.AddAdAccount(other, "Theirs", "audience");

        Reply organization = await caller.GetAsync($"v1/organizations/{other}"), adAccount = await caller.GetAsync($"v1/adaccounts/{account}");
        Reply all = await caller.GetAsync("v1/me/organizations?with_ad_accounts=true");

        Assert.Equal("Another", organization.Text("organizations/0/organization/name"));
        Assert.Equal((other.ToString(), "ACTIVE"), (adAccount.Text("adaccounts/0/adaccount/organization_id"), adAccount.Text("adaccounts/0/adaccount/status")));
        Assert.Equal(("[\"member\"]", "[\"audience\"]"), (all.Text("organizations/0/organization/roles"), all.Text("organizations/0/organization/ad_accounts/0/roles")));
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"v1/organizations/{account}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync($"v1/adaccounts/{other}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync("v1/adaccounts/none/segments")).Status);
    }

    [Fact]
    public async Task Only_the_roles_that_allow_it_manage_audiences()
    {
        await using Caller caller = await Caller.StartAsync();
        OrganizationId organization = caller.Simulator.AddOrganization("Another", "member");
        AdAccountId account = caller.Simulator.AddAdAccount(organization, "Theirs", "reports");
        async Task<HttpStatusCode> ListAsync() => (await caller.GetAsync($"v1/adaccounts/{account}/segments")).Status;

        HttpStatusCode reports = await ListAsync();
        caller.Simulator.SetRoles(account, "audience");
        HttpStatusCode audience = await ListAsync();
        caller.Simulator.SetRoles(account, "general");
        caller.Simulator.SetRoles(organization, "admin");
        HttpStatusCode admin = await ListAsync();

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK), (reports, audience, admin));
    }
}
