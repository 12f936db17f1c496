using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>What goes wrong inside stays inside, the developer page of a host included.</summary>
public sealed class PrivacyTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_foreign_exception_is_told_by_its_trace_ID_alone(string environment)
    {
        InvalidOperationException foreign = new(Canaries.Foreign, new FormatException(Canaries.Email));
        await using TestApp app = await TestApp.StartAsync(builder => builder.Services.AddSingleton<IAuditLog>(new FaultyLog(foreign)), environment);

        Reply reply = await app.SendAsync(Person.Administrator, "GET", "/audit");

        Assert.Equal((HttpStatusCode.InternalServerError, "unexpected"), (reply.Status, reply.Problem));
        Assert.NotEmpty(reply.Text("traceId"));
        FakeLogRecord record = Assert.Single(app.Logs.GetSnapshot(), static record => record.Level >= LogLevel.Error);
        Assert.Equal("UnexpectedException", record.Id.Name);
        Assert.Contains(typeof(InvalidOperationException).FullName!, record.Message, StringComparison.Ordinal);
        Assert.All(app.Logs.GetSnapshot(), static entry => Assert.DoesNotContain(Canaries.Foreign, entry.Message + entry.Exception, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/runs?status=Unheard")]
    [InlineData("/exports/not-an-id")]
    public async Task A_developer_sees_problem_details_too(string path)
    {
        await using TestApp app = await TestApp.StartAsync(environment: "Development");

        Reply reply = await app.SendAsync(Person.Administrator, "GET", path);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (reply.Status, reply.Problem));
    }

    [Theory]
    [InlineData("""{"identifiers":[{"kind":"Email","value":"@Canary.Person@Example.com"},{"kind":"Email","value":"a@example.com"}]}""", HttpStatusCode.Created)]
    [InlineData("""{"identifiers":[{"kind":"Email","value":"Canary.Person@Example.com"}]}""", HttpStatusCode.Created)]
    [InlineData("""{"identifiers":[{"kind":"Email","value":"@Canary.Person@Example.com"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"identifiers":[{"kind":"Phone","value":"Canary.Person@Example.com"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"identifiers":[{"kind":"Email","value":"Canary.Person@Example.com"}],"Canary.Person@Example.com":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"identifiers":[]}""", HttpStatusCode.BadRequest)]
    public async Task Whom_an_erasure_names_is_neither_answered_nor_logged(string body, HttpStatusCode expected)
    {
        await using TestApp app = await TestApp.StartAsync();

        Reply reply = await app.SendAsync(Person.Administrator, "POST", "/erasures", body);

        Assert.Equal(expected, reply.Status);
        Assert.NotEmpty(app.Logs.GetSnapshot());
        Assert.All(app.Logs.GetSnapshot(), static entry =>
            Assert.DoesNotContain(Canaries.Email, entry.Message + entry.Exception + string.Join(' ', entry.StructuredState ?? []), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_log_of_a_whole_set_up_and_run_holds_a_secret_or_an_address()
    {
        await using TestApp app = await TestApp.StartAsync();
        Scene scene = await Scene.SetUpAsync(app);

        await scene.RunAsync(app);

        Assert.NotEmpty(app.Logs.GetSnapshot());
        Assert.All(app.Logs.GetSnapshot(), entry =>
        {
            Assert.DoesNotContain(app.Simulator.RefreshToken.Reveal(), entry.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Canaries.Email, entry.Message, StringComparison.OrdinalIgnoreCase);
        });
    }
}
