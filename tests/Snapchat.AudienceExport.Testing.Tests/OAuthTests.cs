using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;

namespace Snapchat.AudienceExport.Testing.Tests;

public sealed class OAuthTests
{
    private const string Redirect = "https://app.example/callback";

    [Fact]
    public async Task Allowing_leads_back_with_a_code_that_is_good_once()
    {
        await using Caller caller = await Caller.StartAsync();
        Reply page = await caller.GetAsync(Authorize(caller));

        string location = (await caller.PostFormAsync(Authorize(caller), [("decision", "allow")])).Headers["Location"];
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query = QueryHelpers.ParseQuery(new Uri(location).Query);
        Reply tokens = await caller.TokenAsync(("code", query["code"]!), "authorization_code", ("redirect_uri", Redirect));
        Reply again = await caller.TokenAsync(("code", query["code"]!), "authorization_code", ("redirect_uri", Redirect));

        Assert.Contains("Allow", page.Body, StringComparison.Ordinal);
        Assert.StartsWith(Redirect + "?", location, StringComparison.Ordinal);
        Assert.Equal("state-1", query["state"]);
        Assert.Equal("3600", tokens.Text("expires_in"));
        Assert.NotEmpty(tokens.Text("refresh_token"));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (again.Status, again.Text("error")));
    }

    [Fact]
    public async Task A_code_is_bound_to_its_redirect_uri_and_short_lived()
    {
        var time = new FakeTimeProvider();
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = time });
        string foreign = await CodeAsync(caller), late = await CodeAsync(caller);

        Reply wrongAddress = await caller.TokenAsync(("code", foreign), "authorization_code", ("redirect_uri", "https://evil.example/"));
        time.Advance(TimeSpan.FromHours(1));
        Reply expired = await caller.TokenAsync(("code", late), "authorization_code", ("redirect_uri", Redirect));

        Assert.Equal("invalid_grant", wrongAddress.Text("error"));
        Assert.Equal("invalid_grant", expired.Text("error"));
    }

    [Fact]
    public async Task Denying_leads_back_with_an_error()
    {
        await using Caller caller = await Caller.StartAsync();

        string location = (await caller.PostFormAsync(Authorize(caller), [("decision", "deny")])).Headers["Location"];

        Assert.Contains("error=access_denied", location, StringComparison.Ordinal);
        Assert.Contains("state=state-1", location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unregistered_redirect_uri_is_never_followed()
    {
        var options = new SnapchatSimulatorOptions();
        options.RedirectUris.Add(new Uri("https://other.example/callback"));
        await using Caller caller = await Caller.StartAsync(options);

        Reply reply = await caller.PostFormAsync(Authorize(caller), [("decision", "allow")]);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.DoesNotContain("Location", reply.Headers.Keys);
    }

    [Fact]
    public async Task Wrong_credentials_are_invalid_client()
    {
        await using Caller caller = await Caller.StartAsync();

        Reply reply = await caller.PostFormAsync("login/oauth2/access_token", [("grant_type", "refresh_token"), ("client_id", "nobody"), ("client_secret", "x"), ("refresh_token", "y")]);

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (reply.Status, reply.Text("error")));
    }

    [Fact]
    public async Task By_default_a_refresh_token_stays_the_same()
    {
        await using Caller caller = await Caller.StartAsync();
        string before = caller.Simulator.RefreshToken.Reveal();

        Reply reply = await caller.TokenAsync(("refresh_token", before));

        Assert.Equal(before, reply.Text("refresh_token"));
    }

    [Fact]
    public async Task Rotation_replaces_the_refresh_token()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { RefreshTokens = RefreshTokenPolicy.Rotating });
        string current = caller.Simulator.RefreshToken.Reveal();

        Reply rotated = await caller.TokenAsync(("refresh_token", current));
        Reply old = await caller.TokenAsync(("refresh_token", current));

        Assert.NotEqual(current, rotated.Text("refresh_token"));
        Assert.Equal("invalid_grant", old.Text("error"));
        Assert.Equal(HttpStatusCode.OK, (await caller.TokenAsync(("refresh_token", rotated.Text("refresh_token")))).Status);
    }

    [Fact]
    public async Task Reuse_of_a_rotated_token_can_revoke_everything()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection });
        string current = caller.Simulator.RefreshToken.Reveal();
        Reply rotated = await caller.TokenAsync(("refresh_token", current));
        caller.AccessToken = rotated.Text("access_token");

        await caller.TokenAsync(("refresh_token", current));

        Assert.Equal("invalid_grant", (await caller.TokenAsync(("refresh_token", rotated.Text("refresh_token")))).Text("error"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("v1/me")).Status);
    }

    [Fact]
    public async Task An_access_token_ends_with_its_life()
    {
        var time = new FakeTimeProvider();
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { TimeProvider = time, AccessTokenLife = TimeSpan.FromMinutes(30) });
        time.Advance(TimeSpan.FromMinutes(29));
        HttpStatusCode before = (await caller.GetAsync("v1/me")).Status;
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before, (await caller.GetAsync("v1/me")).Status));
    }

    [Fact]
    public async Task The_token_endpoint_meets_faults_and_a_lost_answer_loses_a_rotated_token()
    {
        await using Caller caller = await Caller.StartAsync(new SnapchatSimulatorOptions { RefreshTokens = RefreshTokenPolicy.Rotating });
        string current = caller.Simulator.RefreshToken.Reveal();
        caller.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.TooManyRequests(RetryHint.RetryAfterSeconds, TimeSpan.FromSeconds(1)));
        caller.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.ServerError());
        caller.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.ResetAfterBody());
        caller.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.LoseAnswer());

        Reply limited = await caller.TokenAsync(("refresh_token", current)), failed = await caller.TokenAsync(("refresh_token", current));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.TokenAsync(("refresh_token", current)));
        string unchanged = caller.Simulator.RefreshToken.Reveal();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => caller.TokenAsync(("refresh_token", current)));
        Reply refused = await caller.TokenAsync(("refresh_token", current));

        Assert.Equal((HttpStatusCode.TooManyRequests, "1", HttpStatusCode.InternalServerError), (limited.Status, limited.Headers["Retry-After"], failed.Status));
        Assert.Equal(current, unchanged);
        Assert.NotEqual(current, caller.Simulator.RefreshToken.Reveal());
        Assert.Equal("invalid_grant", refused.Text("error"));
    }

    [Fact]
    public async Task A_code_used_twice_withdraws_what_it_gave()
    {
        await using Caller caller = await Caller.StartAsync();
        string code = await CodeAsync(caller);
        Reply tokens = await caller.TokenAsync(("code", code), "authorization_code", ("redirect_uri", Redirect));
        caller.AccessToken = tokens.Text("access_token");
        HttpStatusCode before = (await caller.GetAsync("v1/me")).Status;

        await caller.TokenAsync(("code", code), "authorization_code", ("redirect_uri", Redirect));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before, (await caller.GetAsync("v1/me")).Status));
    }

    [Fact]
    public async Task A_person_can_withdraw_everything_and_tokens_can_expire_at_once()
    {
        await using Caller caller = await Caller.StartAsync();
        caller.Simulator.ExpireAccessTokens();
        HttpStatusCode expired = (await caller.GetAsync("v1/me")).Status;
        caller.AccessToken = await caller.RefreshAsync();
        HttpStatusCode renewed = (await caller.GetAsync("v1/me")).Status;

        caller.Simulator.RevokeAuthorizations();

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (expired, renewed, (await caller.GetAsync("v1/me")).Status));
        Assert.Equal("invalid_grant", (await caller.TokenAsync(("refresh_token", caller.Simulator.RefreshToken.Reveal()))).Text("error"));
    }

    [Fact]
    public async Task The_token_endpoint_refuses_what_it_does_not_know()
    {
        await using Caller caller = await Caller.StartAsync();

        Reply json = await caller.SendJsonAsync(HttpMethod.Post, "login/oauth2/access_token", "{}"), grant = await caller.TokenAsync(("refresh_token", "x"), "password"), token = await caller.TokenAsync(("refresh_token", "x"));

        Assert.Equal(("invalid_request", "unsupported_grant_type", "invalid_grant"), (json.Text("error"), grant.Text("error"), token.Text("error")));
    }

    private static string Authorize(Caller caller) => QueryHelpers.AddQueryString("login/oauth2/authorize", new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["response_type"] = "code",
        ["client_id"] = caller.Simulator.ClientId,
        ["redirect_uri"] = Redirect,
        ["scope"] = "snapchat-marketing-api",
        ["state"] = "state-1",
    });

    private static async Task<string> CodeAsync(Caller caller) =>
        QueryHelpers.ParseQuery(new Uri((await caller.PostFormAsync(Authorize(caller), [("decision", "allow")])).Headers["Location"]).Query)["code"]!;
}
