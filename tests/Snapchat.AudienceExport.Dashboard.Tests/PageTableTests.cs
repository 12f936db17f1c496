using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal;
using Snapchat.AudienceExport.Dashboard.Tests.Support;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>Every page and every action, by every role, without the token, and with a body that is none.</summary>
public sealed partial class PageTableTests(PageStage stage) : IClassFixture<PageStage>
{
    public static TheoryData<string> All => PageCalls.Names(static _ => true);

    public static TheoryData<string> Posts => PageCalls.Names(static call => call.IsPost);

    [Fact]
    public void TheTable_NamesEveryPage()
    {
        IEnumerable<string> mapped = stage.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.RoutePattern.RawText!.StartsWith(PortalApp.Dashboard, StringComparison.Ordinal))
            .Select(static endpoint => $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {Shape(endpoint.RoutePattern.RawText![PortalApp.Dashboard.Length..])}");

        Assert.Equal(mapped.Order(StringComparer.Ordinal), PageCalls.All.Select(static call => $"{call.Method} {Shape(call.Path)}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task EveryPage_GivesEachRoleWhatItMayHave(string name)
    {
        PageCall call = PageCalls.Find(name);
        PageCall prepared = await stage.PrepareAsync(call);
        PageAnswer stranger = await stage.SendAsync(null, prepared.Method, prepared.Path, content: null);

        // A stream of events is no page to lead a browser to.
        Assert.Equal((name.EndsWith("/events", StringComparison.Ordinal) ? 401 : 302, true), (stranger.Status, stranger.Location?.StartsWith(stage.Portal.Address + "?ReturnUrl=", StringComparison.Ordinal)));

        List<string> wrong = [];
        foreach ((string person, int expected) in ((string, int)[])[("vera", call.Viewer), ("cleo", call.Contributor), ("ada", call.Administrator)])
        {
            // An act of a contributor that succeeds changes the scene, so the administrator gets another one.
            if (person == "ada" && call is { IsPost: true, Contributor: < 400 })
                prepared = await stage.PrepareAsync(call);
            PageAnswer answer = await stage.SendAsync(person, prepared);
            if (answer.Status != expected)
                wrong.Add($"{person}: {answer.Status} instead of {expected}: {answer.Location}{answer.Text}");
            if (answer.Status == 403)
                Assert.Contains("You may not do this", answer.Text, StringComparison.Ordinal);
            AssertLeadsNowhereElse(answer);
            AssertHeaders(answer);
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task AnAct_WithoutItsToken_IsRefusedOnAPageThatSaysWhatToDo(string name)
    {
        PageCall call = await stage.PrepareAsync(PageCalls.Find(name));
        PageAnswer[] answers =
        [
            await stage.SendAsync("ada", call, token: ""),
            await stage.SendAsync("ada", call, token: "forged"),
            await stage.SendAsync("ada", call.Method, call.Path, content: null),
        ];

        Assert.All(answers, static answer => AssertProblem(answer, 400, "The form is too old", "reload the page"));
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task ABody_ThatIsTooLarge_IsRefusedOnAPageThatSaysWhatToDo(string name)
    {
        PageCall call = PageCalls.Find(name);
        foreach (bool isChunked in (bool[])[false, true])
        {
            PageAnswer answer = await stage.SendAsync("ada", call.Method, Concrete(call.Path), Form($"name={new string('x', 300 * 1024)}"), isChunked);

            AssertProblem(answer, 413, "The form is too large", "256 KiB");
        }
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task ABody_ThatIsNoForm_IsRefusedOnAPageThatSaysWhatToDo(string name)
    {
        PageCall call = PageCalls.Find(name);
        ByteArrayContent broken = new(Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nsomebody@example.com"));
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        AssertProblem(await stage.SendAsync("ada", call.Method, Concrete(call.Path), broken), 400, "The form could not be read", "send the form again");
        AssertProblem(await stage.SendAsync("ada", call.Method, Concrete(call.Path), Form(string.Join('&', Enumerable.Repeat("a=somebody@example.com", 1100)))), 400, "The form could not be read", "send the form again");
        AssertProblem(await stage.SendAsync("ada", call.Method, Concrete(call.Path), new StringContent("{}", Encoding.UTF8, "application/json")), 415, "This is not a form", "REST endpoints");
    }

    private static void AssertProblem(PageAnswer answer, int status, string title, string hint)
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(title, answer.Text, StringComparison.Ordinal);
        Assert.Contains(hint, answer.Text, StringComparison.Ordinal);
        AssertHeaders(answer);
    }

    private static void AssertHeaders(PageAnswer answer)
    {
        string policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    // Only "Connect" leads away, to the page of Snapchat.
    private void AssertLeadsNowhereElse(PageAnswer answer)
    {
        if (answer.Location is { } location)
            Assert.True(location.StartsWith(PortalApp.Dashboard, StringComparison.Ordinal) || location.StartsWith(stage.Simulator.BaseAddress.AbsoluteUri, StringComparison.Ordinal), location);
    }

    private static StringContent Form(string fields) => new(fields, Encoding.UTF8, "application/x-www-form-urlencoded");

    private static string Concrete(string path) => Placeholder().Replace(path, "01932c07-20a1-7abc-8def-0123456789ab");

    private static string Shape(string path) => Placeholder().Replace(path.Split('?')[0], "{}").TrimEnd('/').Replace("/assets/0/dashboard.css", "/assets/{}/{}", StringComparison.Ordinal);

    [GeneratedRegex("{[^}]+}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
