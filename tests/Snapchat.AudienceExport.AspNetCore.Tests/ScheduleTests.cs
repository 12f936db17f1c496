using System.Net;
using System.Text.Json.Nodes;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>When exports run by themselves, as somebody sets it up over HTTP.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public async Task The_system_refresh_is_off_until_it_is_set_and_again_when_it_is_turned_off()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);

        Assert.Null((await SendAsync(app, "GET", "/system-refresh"))["recurrence"]);
        Assert.Null((await SendAsync(app, "GET", $"/exports/{scene.Export}"))["nextRunAt"]);

        JsonNode set = await ChangeAsync(app, "PUT", """{"days":["Monday"],"times":["06:00:00"],"timeZone":"Asia/Almaty"}""");
        Assert.Equal(["Monday"], set["recurrence"]!["days"]!.AsArray().Select(static day => (string)day!));
        Assert.Equal(Person.Administrator.Id, (string)set["updatedBy"]!["id"]!);
        Assert.Equal((string)set["nextRunAt"]!, (string)(await SendAsync(app, "GET", $"/exports/{scene.Export}"))["nextRunAt"]!);

        Assert.Null((await ChangeAsync(app, "DELETE"))["nextRunAt"]);
        Assert.Null((await SendAsync(app, "GET", $"/exports/{scene.Export}"))["nextRunAt"]);
    }

    [Fact]
    public async Task A_refresh_on_demand_recomputes_and_runs_no_export()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);

        JsonNode asked = await SendAsync(app, "POST", "/system-refresh/run");

        Assert.Equal(Person.Administrator.Id, (string)asked["latest"]!["requestedBy"]!["id"]!);
        Assert.Empty((await SendAsync(app, "GET", $"/runs?export={scene.Export}"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Without_a_worker_a_refresh_on_demand_is_a_problem()
    {
        await using TestApp app = await TestApp.StartAsync(hasWorker: false);

        Reply reply = await app.SendAsync(Person.Administrator, "POST", "/system-refresh/run");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-worker"), (reply.Status, reply.Problem));
    }

    [Fact]
    public async Task A_paused_schedule_is_kept_and_run_all_leaves_it_out()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene first = await Scene.SetUpAsync(app), second = await Scene.SetUpAsync(app);
        string both = $$"""{"exports":["{{first.Export}}","{{second.Export}}"],"schedule":{"kind":"Own","recurrence":{"times":["06:00:00"]} } }""";
        await SendAsync(app, "PUT", "/exports/schedules", both);

        JsonNode paused = (await SendAsync(app, "PUT", "/exports/schedules/paused", $$"""{"exports":["{{first.Export}}"],"isPaused":true}"""))[0]!;
        JsonArray started = (await SendAsync(app, "POST", "/runs")).AsArray();

        Assert.Equal("Own", (string)paused["definition"]!["schedule"]!["kind"]!);
        Assert.Null(paused["nextRunAt"]);
        JsonNode run = await SendAsync(app, "GET", $"/runs/{Assert.Single(started)!["run"]}");
        Assert.Equal(second.Export, (string)run["export"]!);
        JsonNode enabled = (await SendAsync(app, "PUT", "/exports/schedules/paused", $$"""{"exports":["{{first.Export}}"],"isPaused":false}"""))[0]!;
        Assert.NotNull(enabled["nextRunAt"]);
    }

    [Fact]
    public async Task Segments_of_an_export_are_told_by_name_to_everybody_who_may_see_it()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        await scene.RunAsync(app);

        JsonNode? segment = Assert.Single((await app.SendAsync(Person.Viewer, "GET", $"/exports/{scene.Export}/segments")).Json.AsArray());

        Assert.Equal((People.Segment, People.Emails.Length), ((string)segment!["name"]!, (int)segment["memberCount"]!));
    }

    private static async Task<JsonNode> ChangeAsync(TestApp app, string method, string? body = null) =>
        await SendAsync(app, method, "/system-refresh", body, (await app.SendAsync(Person.Administrator, "GET", "/system-refresh")).ETag);

    private static async Task<JsonNode> SendAsync(TestApp app, string method, string path, string? body = null, string? ifMatch = null)
    {
        Reply reply = await app.SendAsync(Person.Administrator, method, path, body, ifMatch);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{method} {path} gave {reply.Status}: {reply.Body}");
        return reply.Json;
    }
}
