using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

public sealed class RunTests
{
    [Fact]
    public async Task A_run_is_followed_from_its_start_to_its_end()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        TaskCompletionSource release = new();
        app.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(release.Task));

        Reply started = await app.SendAsync(Person.Contributor, "POST", $"/exports/{scene.Export}/runs");
        List<(string Event, JsonNode Record)> events = [];
        await foreach (SseItem<string> item in FollowAsync(app, started.Text("run")))
        {
            app.Canaries.AssertNotIn(item.Data);
            events.Add((item.EventType, JsonNode.Parse(item.Data)!));

            // Seen under way: from here on it may end.
            if ((string)events[^1].Record["status"]! == "Processing")
                release.TrySetResult();
        }

        Assert.Equal($"{TestApp.Prefix}/runs/{started.Text("run")}", started.Location);
        Assert.All(events[..^1], static item => Assert.Equal("progress", item.Event));
        Assert.Contains(events, static item => (string)item.Record["status"]! == "Processing");
        Assert.Equal(("ended", "Successful"), (events[^1].Event, (string)events[^1].Record["status"]!));
        Assert.Equal(3, (int)events[^1].Record["report"]!["identifiers"]![0]!["unique"]!);
        Assert.Equal(3, app.Simulator.CountMembers(AudienceId.Parse(scene.Audience), IdentifierKind.Email));
    }

    [Fact]
    public async Task A_run_can_be_canceled_while_it_uploads()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        app.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(Task.Delay(Timeout.Infinite, TestApp.Token), applyFirst: false));
        string run = (await app.SendAsync(Person.Contributor, "POST", $"/exports/{scene.Export}/runs")).Text("run");
        await app.Simulator.WaitForRequestAsync(static request => request.Operation == SimulatedOperation.AddUsers, TestApp.Token);

        Reply busy = await app.SendAsync(Person.Contributor, "POST", $"/exports/{scene.Export}/runs", new { whenBusy = "Refuse" });
        string tag = (await app.SendAsync(Person.Contributor, "GET", $"/exports/{scene.Export}")).ETag!;
        Reply removal = await app.SendAsync(Person.Contributor, "DELETE", $"/exports/{scene.Export}", ifMatch: tag);
        Reply canceled = await app.SendAsync(Person.Contributor, "POST", $"/runs/{run}/cancel");
        await app.SendAsync(Person.Contributor, "GET", $"/runs/{run}/events");
        Reply ended = await app.SendAsync(Person.Viewer, "GET", $"/runs/{run}");

        Assert.Equal((HttpStatusCode.Conflict, "run-in-progress", run), (busy.Status, busy.Problem, busy.Text("run")));
        Assert.Equal((HttpStatusCode.Conflict, "run-in-progress"), (removal.Status, removal.Problem));
        Assert.Equal(HttpStatusCode.OK, canceled.Status);
        Assert.Equal("Canceled", ended.Text("status"));
        Assert.Equal(Person.Contributor.Id, (string)ended.Json["canceledBy"]!["id"]!);
    }

    [Fact]
    public async Task The_application_stops_although_somebody_watches()
    {
        TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        app.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(Task.Delay(Timeout.Infinite, TestApp.Token), applyFirst: false));
        string run = (await app.SendAsync(Person.Contributor, "POST", $"/exports/{scene.Export}/runs")).Text("run");
        await using IAsyncEnumerator<SseItem<string>> events = FollowAsync(app, run).GetAsyncEnumerator(TestApp.Token);
        Assert.True(await events.MoveNextAsync());

        await app.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await events.MoveNextAsync())
            {
            }

            throw new EndOfStreamException();
        });
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(TestApp app, string run)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{TestApp.Prefix}/runs/{run}/events");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Person.Viewer.Header);
        using HttpResponseMessage response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestApp.Token);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using Stream stream = await response.Content.ReadAsStreamAsync(TestApp.Token);
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(TestApp.Token))
            yield return item;
    }
}
