using System.Net;
using System.Text.Json.Nodes;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>What the registries refuse, and what Snapchat does, as callers see it.</summary>
public sealed class ConflictTests
{
    [Fact]
    public async Task A_connection_in_use_names_its_dependents()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        string path = $"/connections/{scene.Connection}";
        string tag = (await app.SendAsync(Person.Administrator, "GET", path)).ETag!;

        Reply reply = await app.SendAsync(Person.Administrator, "DELETE", path, ifMatch: tag);

        Assert.Equal((HttpStatusCode.Conflict, "connection-in-use"), (reply.Status, reply.Problem));
        Assert.Equal((scene.Export, "Newsletter"), ((string)reply.Json["dependents"]![0]!["id"]!, (string)reply.Json["dependents"]![0]!["displayName"]!));
    }

    [Fact]
    public async Task Validation_names_everything_at_once()
    {
        await using TestApp app = await TestApp.StartAsync();
        Reply draft = await app.SendAsync(Person.Administrator, "POST", "/connections");

        Reply connection = await app.SendAsync(Person.Administrator, "POST", $"/connections/{draft.Text("id")}/save", ifMatch: draft.ETag);
        Reply export = await app.SendAsync(Person.Administrator, "POST", "/exports", "{}");
        Reply problems = await app.SendAsync(Person.Administrator, "POST", "/exports/validate", "{}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (connection.Status, connection.Problem));
        Assert.Equal(["consent", "displayName", "exportUser", "snapchatAuthentication"], connection.Json["errors"]!.AsObject().Select(static item => item.Key).Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (export.Status, export.Problem));
        Assert.True(export.Json["errors"]!.AsObject().Count > 2);
        Assert.Equal(export.Json["errors"]!.AsObject().Sum(static item => item.Value!.AsArray().Count), problems.Json.AsArray().Count);
    }

    [Fact]
    public async Task A_run_that_nobody_would_execute_is_not_queued()
    {
        await using TestApp app = await TestApp.StartAsync(hasWorker: false);
        Scene scene = await Scene.SetUpAsync(app);

        Reply one = await app.SendAsync(Person.Contributor, "POST", $"/exports/{scene.Export}/runs");
        Reply all = await app.SendAsync(Person.Contributor, "POST", "/runs");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-worker"), (one.Status, one.Problem));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-worker"), (all.Status, all.Problem));
    }

    [Fact]
    public async Task An_edit_from_an_old_version_does_not_overwrite()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        Reply read = await app.SendAsync(Person.Contributor, "GET", $"/exports/{scene.Export}/draft");
        Reply first = await app.SendAsync(Person.Contributor, "PUT", $"/exports/{scene.Export}", read.Body, read.ETag);

        Reply second = await app.SendAsync(Person.Administrator, "PUT", $"/exports/{scene.Export}", read.Body, read.ETag);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.NotEqual(read.ETag, first.ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed-meanwhile"), (second.Status, second.Problem));
    }

    [Fact]
    public async Task A_body_cannot_turn_an_address_to_another_export()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene one = await Scene.SetUpAsync(app);
        Scene other = await Scene.SetUpAsync(app);
        Reply read = await app.SendAsync(Person.Contributor, "GET", $"/exports/{one.Export}/draft");
        JsonObject body = read.Json.AsObject();
        body["id"] = other.Export;
        body["displayName"] = "Edited";

        Reply reply = await app.SendAsync(Person.Contributor, "PUT", $"/exports/{one.Export}", body, read.ETag);
        Reply untouched = await app.SendAsync(Person.Viewer, "GET", $"/exports/{other.Export}");

        Assert.Equal((HttpStatusCode.OK, one.Export), (reply.Status, reply.Text("id")));
        Assert.Equal("Newsletter", (string)untouched.Json["definition"]!["displayName"]!);
    }

    [Fact]
    public async Task What_a_body_leaves_out_has_its_default()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);

        Reply export = await app.SendAsync(Person.Viewer, "GET", $"/exports/{scene.Export}");

        JsonNode mapping = Assert.Single(export.Json["definition"]!["identifiers"]!.AsArray())!;
        Assert.Equal(("Email", "email"), ((string)mapping["kind"]!, (string)mapping["field"]!));
        Assert.Equal("SystemRefresh", (string)export.Json["definition"]!["schedule"]!["kind"]!);
        Assert.Equal("AddOnly", (string)export.Json["definition"]!["mode"]!);
    }

    [Fact]
    public async Task A_refusal_by_Snapchat_carries_its_code_and_request()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        app.Simulator.Faults.Add(SimulatedFault.PermissionDenied());

        Reply reply = await app.SendAsync(Person.Contributor, "GET", $"/connections/{scene.Connection}/organizations");

        Assert.Equal((HttpStatusCode.BadGateway, "refused-by-snapchat"), (reply.Status, reply.Problem));
        Assert.Equal("E3002", reply.Text("snapchatErrorCode"));
        Assert.NotEmpty(reply.Text("snapchatRequestId"));
    }

    [Fact]
    public async Task A_withdrawn_authorization_asks_for_authentication()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);
        app.Simulator.RevokeAuthorizations();

        Reply reply = await app.SendAsync(Person.Administrator, "POST", $"/connections/{scene.Connection}/test");
        using HttpResponseMessage health = await app.Http.GetAsync("/health", TestApp.Token);

        Assert.Equal((HttpStatusCode.Conflict, "reauthentication-required"), (reply.Status, reply.Problem));
        Assert.Equal("Degraded", await health.Content.ReadAsStringAsync(TestApp.Token));
    }
}
