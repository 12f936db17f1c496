using System.Net;
using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>One application for all rows of a table; each row acts on a scene of its own, except on the one run, which has ended.</summary>
public sealed class Stage : IAsyncLifetime
{
    private TestApp? _app;
    private string? _run;

    internal TestApp App => _app ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(_app);
        _run = await scene.RunAsync(_app);
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Sets a scene, and puts what it set up into the call.</summary>
    internal async Task<Call> PrepareAsync(Call call)
    {
        Scene scene = await Scene.SetUpAsync(App);
        string detached = "";
        string spare = "";
        if (call.Path.Contains("{detached}", StringComparison.Ordinal))
        {
            detached = (await Scene.SetUpAsync(App)).Export;
            Reply reply = await App.SendAsync(Person.Administrator, "POST", "/exports/detach", new { exports = new[] { detached } });
            Assert.Equal(HttpStatusCode.OK, reply.Status);
        }

        if (call.Path.Contains("{spare}", StringComparison.Ordinal))
            spare = (await App.SendAsync(Person.Administrator, "POST", "/connections")).Text("id");

        string somebody = $"{Guid.NewGuid():N}@example.com";
        string erasure = "";
        if (call.Path.StartsWith("/erasures/", StringComparison.Ordinal))
        {
            Reply reply = await App.SendAsync(Person.Administrator, "POST", "/erasures", new { identifiers = new[] { new { kind = "Email", value = somebody } } });
            Assert.Equal(HttpStatusCode.Created, reply.Status);
            erasure = reply.Text("id");
        }

        if (call.Path.StartsWith("/membership", StringComparison.Ordinal))
            await AwaitRunsAsync();

        string? Fill(string? text) => text?
            .Replace("{connection}", scene.Connection, StringComparison.Ordinal).Replace("{export}", scene.Export, StringComparison.Ordinal)
            .Replace("{audience}", scene.Audience, StringComparison.Ordinal).Replace("{run}", _run, StringComparison.Ordinal)
            .Replace("{detached}", detached, StringComparison.Ordinal).Replace("{spare}", spare, StringComparison.Ordinal)
            .Replace("{somebody}", somebody, StringComparison.Ordinal).Replace("{erasure}", erasure, StringComparison.Ordinal)
            .Replace("{newAudience}", App.Simulator.AddAudience().ToString(), StringComparison.Ordinal)
            .Replace("{adAccount}", App.Simulator.AdAccount.ToString(), StringComparison.Ordinal)
            .Replace("{refreshToken}", App.Simulator.RefreshToken.Reveal(), StringComparison.Ordinal);
        return call with { Path = Fill(call.Path)!, Body = Fill(call.Body), Versioned = Fill(call.Versioned) };
    }

    // Runs that other rows have asked for.
    private async Task AwaitRunsAsync()
    {
        foreach (string status in (string[])["Queued", "Processing"])
        {
            foreach (JsonNode? run in (await App.SendAsync(Person.Administrator, "GET", $"/runs?status={status}")).Json["items"]!.AsArray())
                await App.SendAsync(Person.Administrator, "GET", $"/runs/{run!["id"]}/events");
        }
    }

    internal async Task<string?> ETagAsync(Call prepared) =>
        prepared.Versioned is { } path ? (await App.SendAsync(Person.Administrator, "GET", path)).ETag : null;
}
