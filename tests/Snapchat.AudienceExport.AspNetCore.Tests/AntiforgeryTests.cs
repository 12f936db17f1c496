using System.Net;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

public sealed class AntiforgeryTests(Stage stage) : IClassFixture<Stage>
{
    public static TheoryData<string> Unsafe => Calls.Names(static call => call.IsUnsafe);

    [Theory]
    [MemberData(nameof(Unsafe))]
    public async Task A_change_by_cookie_needs_the_token(string name)
    {
        using HttpClient browser = await SignInAsync(Person.Administrator);
        Call call = await stage.PrepareAsync(Calls.Find(name));
        string? tag = await stage.ETagAsync(call);

        Reply without = await stage.App.SendAsync(null, call.Method, call.Path, call.Body, tag, browser);
        (string, string) token = await TokenAsync(browser);
        Reply forged = await stage.App.SendAsync(null, call.Method, call.Path, call.Body, tag, browser, (token.Item1, "forged"));
        Reply with = await stage.App.SendAsync(null, call.Method, call.Path, call.Body, tag, browser, token);

        Assert.Equal((HttpStatusCode.BadRequest, "antiforgery"), (without.Status, without.Problem));
        Assert.Equal((HttpStatusCode.BadRequest, "antiforgery"), (forged.Status, forged.Problem));
        Assert.Equal(call.Administrator, (int)with.Status);
    }

    [Fact]
    public async Task A_token_of_somebody_else_does_not_do()
    {
        using HttpClient browser = await SignInAsync(Person.Viewer);
        (string, string) token = await TokenAsync(browser);
        await browser.GetAsync($"/sign-in/{Person.Administrator.Id}/{Person.Administrator.Role}", TestApp.Token);

        Reply reply = await stage.App.SendAsync(null, "POST", "/connections", client: browser, headers: token);

        Assert.Equal("antiforgery", reply.Problem);
    }

    [Theory]
    [InlineData("Bearer token")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task A_header_of_no_account_does_not_stand_for_the_token(string header)
    {
        using HttpClient browser = await SignInAsync(Person.Administrator);

        Reply reply = await stage.App.SendAsync(null, "POST", "/connections", client: browser, headers: [("Authorization", header), ("X-Cookie", "1")]);

        Assert.Equal((HttpStatusCode.BadRequest, "antiforgery"), (reply.Status, reply.Problem));
    }

    private async Task<HttpClient> SignInAsync(Person person)
    {
        HttpClient browser = stage.App.NewClient(new CookieContainer());
        using HttpResponseMessage response = await browser.GetAsync($"/sign-in/{person.Id}/{person.Role}", TestApp.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return browser;
    }

    private async Task<(string Header, string Token)> TokenAsync(HttpClient browser)
    {
        Reply reply = await stage.App.SendAsync(null, "GET", "/antiforgery-token", client: browser);
        return (reply.Text("headerName"), reply.Text("token"));
    }
}
