using System.Net;
using System.Text.Json.Nodes;

namespace Snapchat.AudienceExport.AspNetCore.Tests.Support;

/// <summary>What tests begin with, set up through the endpoints themselves: a connection shared with contributors, and an export that goes through it.</summary>
internal sealed record Scene(string Connection, string Export, string Audience)
{
    public static async Task<Scene> SetUpAsync(TestApp app)
    {
        string connection = await AddConnectionAsync(app);
        string audience = app.Simulator.AddAudience().ToString();
        Reply export = await AsAdministratorAsync(app, HttpStatusCode.Created, "POST", "/exports", Draft(connection, audience));
        return new Scene(connection, export.Text("id"), audience);
    }

    public static async Task<string> AddConnectionAsync(TestApp app)
    {
        Reply draft = await AsAdministratorAsync(app, HttpStatusCode.Created, "POST", "/connections", new { displayName = "Snapchat" });
        string path = $"/connections/{draft.Text("id")}";
        await AsAdministratorAsync(app, HttpStatusCode.OK, "PUT", $"{path}/access", new { contributors = true }, draft.ETag);
        await AsAdministratorAsync(app, HttpStatusCode.OK, "PUT", $"{path}/refresh-token", new { refreshToken = app.Simulator.RefreshToken.Reveal() });
        await AsAdministratorAsync(app, HttpStatusCode.OK, "PUT", $"{path}/consent", new { version = ConsentStatement.Default.Version });
        Reply complete = await AsAdministratorAsync(app, HttpStatusCode.OK, "PUT", $"{path}/export-user");
        await AsAdministratorAsync(app, HttpStatusCode.OK, "POST", $"{path}/save", ifMatch: complete.ETag);
        return draft.Text("id");
    }

    public static JsonObject Draft(string? connection, string audience) => new()
    {
        ["displayName"] = "Newsletter",
        ["connection"] = connection,
        ["audience"] = audience,
        ["segments"] = new JsonArray(People.Segment),
    };

    public async Task<string> RunAsync(TestApp app)
    {
        string run = (await AsAdministratorAsync(app, HttpStatusCode.Created, "POST", $"/exports/{Export}/runs")).Text("run");

        // The stream of events ends with the run.
        await AsAdministratorAsync(app, HttpStatusCode.OK, "GET", $"/runs/{run}/events");
        return run;
    }

    private static async Task<Reply> AsAdministratorAsync(TestApp app, HttpStatusCode expected, string method, string path, object? body = null, string? ifMatch = null)
    {
        Reply reply = await app.SendAsync(Person.Administrator, method, path, body, ifMatch);
        Assert.True(reply.Status == expected, $"{method} {path} gave {reply.Status}: {reply.Body}");
        return reply;
    }
}
