using System.Net;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>The way to Snapchat's page and back.</summary>
public sealed class AuthenticationTests
{
    [Fact]
    public async Task A_person_connects_and_comes_back_to_the_page_of_the_application()
    {
        await using TestApp app = await TestApp.StartAsync();
        string connection = await DraftAsync(app);

        string back = await DecideAsync(app, await BeginAsync(app, connection), "allow");
        Reply reply = await app.SendAsync(Person.Administrator, "GET", back);
        Reply afterwards = await app.SendAsync(Person.Administrator, "GET", $"/connections/{connection}");

        Assert.Equal((HttpStatusCode.Redirect, $"{TestApp.ReturnPath}?authentication=succeeded&connection={connection}"), (reply.Status, reply.Location));
        Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
        Assert.NotNull(afterwards.Json["snapchatAccount"]);
        Assert.DoesNotContain("SnapchatAuthentication", afterwards.Json["missing"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_is_good_once()
    {
        await using TestApp app = await TestApp.StartAsync();
        string back = await DecideAsync(app, await BeginAsync(app, await DraftAsync(app)), "allow");
        await app.SendAsync(Person.Administrator, "GET", back);

        Reply again = await app.SendAsync(Person.Administrator, "GET", back);

        Assert.Equal($"{TestApp.ReturnPath}?authentication=refused", again.Location);
    }

    [Fact]
    public async Task A_state_is_good_only_for_the_person_who_began()
    {
        await using TestApp app = await TestApp.StartAsync();
        string connection = await DraftAsync(app);
        string back = await DecideAsync(app, await BeginAsync(app, connection), "allow");

        Reply other = await app.SendAsync(Person.OtherAdministrator, "GET", back);
        Reply nobody = await app.SendAsync(null, "GET", back);
        Reply afterwards = await app.SendAsync(Person.Administrator, "GET", $"/connections/{connection}");

        Assert.Equal($"{TestApp.ReturnPath}?authentication=refused", other.Location);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
        Assert.Null(afterwards.Json["snapchatAccount"]);
    }

    [Fact]
    public async Task A_person_may_decline()
    {
        await using TestApp app = await TestApp.StartAsync();
        string back = await DecideAsync(app, await BeginAsync(app, await DraftAsync(app)), "deny");

        Reply reply = await app.SendAsync(Person.Administrator, "GET", back);

        Assert.Equal($"{TestApp.ReturnPath}?authentication=declined", reply.Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?state=x")]
    [InlineData("?state=x&code=y&returnUrl=https://evil.example/&redirect_uri=//evil.example")]
    public async Task No_request_says_where_the_way_leads(string query)
    {
        await using TestApp app = await TestApp.StartAsync();

        Reply reply = await app.SendAsync(Person.Administrator, "GET", "/oauth/callback" + query);

        Assert.Equal(HttpStatusCode.Redirect, reply.Status);
        Assert.StartsWith($"{TestApp.ReturnPath}?authentication=", reply.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", reply.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_can_be_led_to_Snapchat_directly()
    {
        await using TestApp app = await TestApp.StartAsync();

        Reply reply = await app.SendAsync(Person.Administrator, "POST", $"/connections/{await DraftAsync(app)}/authentication?redirect=true");

        Assert.Equal(HttpStatusCode.Redirect, reply.Status);
        Assert.StartsWith(app.Simulator.BaseAddress.AbsoluteUri, reply.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_that_Snapchat_does_not_know_is_refused()
    {
        await using TestApp app = await TestApp.StartAsync();
        app.Canaries.Add(new SnapchatSecret("refresh-canary"));

        Reply reply = await app.SendAsync(Person.Administrator, "PUT", $"/connections/{await DraftAsync(app)}/refresh-token", new { refreshToken = "refresh-canary" });

        Assert.Equal((HttpStatusCode.Conflict, "reauthentication-required"), (reply.Status, reply.Problem));
        Assert.DoesNotContain(app.Logs.GetSnapshot(), static record => record.Message.Contains("refresh-canary", StringComparison.Ordinal));
    }

    private static async Task<string> DraftAsync(TestApp app) => (await app.SendAsync(Person.Administrator, "POST", "/connections", new { displayName = "Snapchat" })).Text("id");

    private static async Task<string> BeginAsync(TestApp app, string connection) =>
        (await app.SendAsync(Person.Administrator, "POST", $"/connections/{connection}/authentication")).Text("address");

    /// <summary>Presses a button on Snapchat's page, and returns where it leads, below the prefix.</summary>
    private static async Task<string> DecideAsync(TestApp app, string address, string decision)
    {
        using FormUrlEncodedContent form = new([KeyValuePair.Create("decision", decision)]);
        using HttpResponseMessage response = await app.Http.PostAsync(new Uri(address), form, TestApp.Token);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.PathAndQuery[TestApp.Prefix.Length..];
    }
}
