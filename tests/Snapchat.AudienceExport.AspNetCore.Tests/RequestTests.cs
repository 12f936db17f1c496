using System.Net;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>Requests that are wrong whoever sends them.</summary>
public sealed class RequestTests(Stage stage) : IClassFixture<Stage>
{
    public static TheoryData<string> WithBody => Calls.Names(static call => call.Body is not null);

    public static TheoryData<string> WithVersion => Calls.Names(static call => call.Versioned is not null);

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_that_is_not_the_JSON_asked_for_is_a_problem(string name)
    {
        Call call = await stage.PrepareAsync(Calls.Find(name));
        string? tag = await stage.ETagAsync(call);
        foreach (string body in (string[])["", "{", "null", "[]", "\"text\"", """{"unknown":"bob@example.com"}""", $$"""{"a":{{new string('[', 100)}}"""])
        {
            Reply reply = await SendAsync(call, tag, body);

            Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (reply.Status, reply.Problem));
            Assert.DoesNotContain("bob@", reply.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_that_is_too_large_is_a_problem_whether_or_not_its_length_is_told(string name)
    {
        Call call = await stage.PrepareAsync(Calls.Find(name));
        string? tag = await stage.ETagAsync(call);
        string large = "{\"displayName\":\"" + new string('x', 140 * 1024) + "\"}";

        Reply told = await SendAsync(call, tag, large);
        Reply chunked = await SendAsync(call, tag, large, chunked: true);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (told.Status, told.Problem));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (chunked.Status, chunked.Problem));
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_that_is_not_JSON_is_a_problem_that_says_what_to_send(string name)
    {
        Call call = await stage.PrepareAsync(Calls.Find(name));
        string? tag = await stage.ETagAsync(call);
        foreach (string mediaType in (string[])["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/xml"])
        {
            Reply reply = await SendAsync(call, tag, "displayName=Name", mediaType: mediaType);

            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (reply.Status, reply.Problem));
            Assert.Contains("application/json", reply.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(WithVersion))]
    public async Task An_edit_names_the_version_it_was_made_from(string name)
    {
        Call call = await stage.PrepareAsync(Calls.Find(name));

        Reply missing = await stage.App.SendAsync(Person.Administrator, call.Method, call.Path, call.Body);
        Reply any = await stage.App.SendAsync(Person.Administrator, call.Method, call.Path, call.Body, "*");
        Assert.Equal((HttpStatusCode.PreconditionRequired, "version-required"), (missing.Status, missing.Problem));
        Assert.Equal((HttpStatusCode.PreconditionRequired, "version-required"), (any.Status, any.Problem));
        foreach (string tag in (string[])["\"999\"", "W/\"1\"", "\"one\"", "1", "\"-1\"", "\"1\", \"2\""])
        {
            Reply wrong = await stage.App.SendAsync(Person.Administrator, call.Method, call.Path, call.Body, tag);
            Assert.Equal((HttpStatusCode.PreconditionFailed, "changed-meanwhile"), (wrong.Status, wrong.Problem));
        }
    }

    [Theory]
    [InlineData("/connections/not-a-uuid")]
    [InlineData("/connections/00000000-0000-0000-0000-000000000000")]
    [InlineData("/exports/7")]
    [InlineData("/runs/x")]
    [InlineData("/runs?status=99")]
    [InlineData("/runs?status=Unheard")]
    [InlineData("/runs?take=0")]
    [InlineData("/runs?take=1001")]
    [InlineData("/runs?skip=-1")]
    [InlineData("/exports?take=many")]
    [InlineData("/audit?action=-1")]
    public async Task An_address_that_makes_no_sense_is_a_problem(string path)
    {
        Reply reply = await stage.App.SendAsync(Person.Administrator, "GET", path);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains(reply.Problem, (string[])["malformed", "invalid"]);
    }

    [Theory]
    [InlineData("/connections/01932c07-20a1-7abc-8def-0123456789ab")]
    [InlineData("/exports/01932c07-20a1-7abc-8def-0123456789ab")]
    [InlineData("/runs/01932c07-20a1-7abc-8def-0123456789ab")]
    [InlineData("/runs/01932c07-20a1-7abc-8def-0123456789ab/events")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        Reply reply = await stage.App.SendAsync(Person.Administrator, "GET", path);

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("""{"displayName":"A","displayName":"B"}""")]
    [InlineData("""{"displayName":"A","mode":1}""")]
    [InlineData("""{"displayName":"A","mode":"Unheard"}""")]
    [InlineData("""{"displayName":"A","segments":null}""")]
    [InlineData("""{"displayName":"A","identifiers":[{"kind":"Email"}]}""")]
    [InlineData("""{"displayName":"A","identifiers":[null]}""")]
    [InlineData("""{"displayName":"A","segments":["buyers",null]}""")]
    [InlineData("""{"displayName":"A","version":"1"}""")]
    public async Task A_draft_says_each_thing_once_by_name_and_whole(string body)
    {
        Reply reply = await stage.App.SendAsync(Person.Administrator, "POST", "/exports/validate", body);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("PUT", "/exports/schedules", """{"exports":[],"schedule":{}}""", "exports")]
    [InlineData("PUT", "/exports/schedules", """{"exports":["{export}"],"schedule":{"kind":"Own"}}""", "schedule")]
    [InlineData("PUT", "/exports/schedules/paused", """{"exports":[],"isPaused":true}""", "exports")]
    [InlineData("PUT", "/system-refresh", """{}""", "recurrence")]
    [InlineData("PUT", "/system-refresh", """{"times":["06:00:00"],"timeZone":"Nowhere/Else"}""", "recurrence")]
    [InlineData("POST", "/exports/detach", """{"exports":[]}""", "exports")]
    [InlineData("POST", "/connections/{connection}/audiences", """{"adAccount":"8adc3db7-8148-4fbf-999c-8d2266369d74","name":" "}""", "name")]
    [InlineData("POST", "/connections/{connection}/audiences", """{"adAccount":"8adc3db7-8148-4fbf-999c-8d2266369d74","name":"A","retentionDays":0}""", "retentionDays")]
    [InlineData("PUT", "/connections/{connection}/consent", """{"version":"unheard"}""", null)]
    public async Task A_value_out_of_its_range_is_named(string method, string path, string body, string? item)
    {
        Call call = await stage.PrepareAsync(new Call(method, path, 400, 400, 403, body) { Versioned = path is "/system-refresh" ? path : null });

        Reply reply = await stage.App.SendAsync(Person.Administrator, call.Method, call.Path, call.Body, await stage.ETagAsync(call));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (reply.Status, reply.Problem));
        string named = Assert.Single(reply.Json["errors"]!.AsObject()).Key;
        if (item is not null)
            Assert.Equal(item, named);
    }

    private Task<Reply> SendAsync(Call call, string? tag, string body, bool chunked = false, string mediaType = "application/json")
    {
        HttpRequestMessage request = new(HttpMethod.Parse(call.Method), TestApp.Prefix + call.Path) { Content = new StringContent(body, System.Text.Encoding.UTF8, mediaType) };
        request.Headers.TryAddWithoutValidation("Authorization", Person.Administrator.Header);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        if (chunked)
            request.Headers.TransferEncodingChunked = true;
        return stage.App.SendAsync(request);
    }
}
