using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

public sealed partial class RightsTests(Stage stage) : IClassFixture<Stage>
{
    public static TheoryData<string> All => Calls.Names(static _ => true);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_endpoint_gives_each_role_what_it_may_have(string name)
    {
        Call call = Calls.Find(name);
        (Person? Person, int Expected)[] rows =
        [
            (null, 401), (Person.WithoutRole, call.Viewer == 200 && IsForEverybody(call) ? 200 : 403),
            (Person.Viewer, call.Viewer), (Person.Contributor, call.Contributor), (Person.Administrator, call.Administrator),
        ];
        Call prepared = await stage.PrepareAsync(call);
        List<string> wrong = [];
        foreach ((Person? person, int expected) in rows)
        {
            // An act of a contributor that succeeds changes the scene, so the administrator gets another one.
            if (person == Person.Administrator && call is { IsUnsafe: true, Contributor: < 300 })
                prepared = await stage.PrepareAsync(call);
            Reply reply = await stage.App.SendAsync(person, prepared.Method, prepared.Path, prepared.Body, await stage.ETagAsync(prepared));
            if ((int)reply.Status != expected)
                wrong.Add($"{person?.Id ?? "anonymous"}: {(int)reply.Status} instead of {expected}: {reply.Body}");
            if (expected == 403)
                Assert.Equal("access-denied", reply.Problem);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_table_names_every_endpoint()
    {
        IEnumerable<string> mapped = stage.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.RoutePattern.RawText!.StartsWith(TestApp.Prefix, StringComparison.Ordinal))
            .Select(static endpoint => $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {Shape(endpoint.RoutePattern.RawText![TestApp.Prefix.Length..])}");

        Assert.Equal(mapped.Order(StringComparer.Ordinal), Calls.All.Select(static call => $"{call.Method} {Shape(call.Path)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_kept_by_caches_or_guessed_by_browsers()
    {
        Reply reply = await stage.App.SendAsync(Person.Viewer, "GET", "/exports");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
    }

    // The wording of the consent, one's own anti-forgery token and the description of the endpoints are nobody's secret.
    private static bool IsForEverybody(Call call) => call.Path is "/consent-statements" or "/antiforgery-token" or "/openapi.json";

    private static string Shape(string path) => Placeholder().Replace(path.Split('?')[0].TrimEnd('/'), "{}");

    [GeneratedRegex("{[^}]+}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
