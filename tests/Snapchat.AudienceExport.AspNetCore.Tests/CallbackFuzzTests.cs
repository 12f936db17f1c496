using System.Net;
using Snapchat.AudienceExport.AspNetCore.Tests.Support;
using Snapchat.AudienceExport.Fuzzing;

namespace Snapchat.AudienceExport.AspNetCore.Tests;

/// <summary>What anybody can send to the address to which Snapchat's page leads back.</summary>
public sealed class CallbackFuzzTests
{
    private const int Usual = 300;

    [Fact]
    public async Task Damaged_callbacks_lead_nowhere_else()
    {
        await using TestApp app = await TestApp.StartAsync();
        string connection = (await app.SendAsync(Person.Administrator, "POST", "/connections", new { displayName = "Snapchat" })).Text("id");
        await app.SendAsync(Person.Administrator, "POST", $"/connections/{connection}/authentication");

        foreach (int seed in FuzzSeeds.Of(Usual))
        {
            string query = Uri.EscapeDataString(Mutator.Damage("state=kHq3vZ9S0cQwXl2d&code=4/0AX4XfWh&error=access_denied", new Random(seed)))
                .Replace("%3D", "=", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

            Reply reply = await app.SendAsync(Person.Administrator, "GET", $"/oauth/callback?{query}");

            if (reply.Status == HttpStatusCode.Redirect)
                Assert.Matches($"^{TestApp.ReturnPath}\\?authentication=[a-z]+$", reply.Location);
            else
                Assert.True(reply.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong, $"Seed {seed}: {reply.Status}");
        }

        Assert.Null((await app.SendAsync(Person.Administrator, "GET", $"/connections/{connection}")).Json["snapchatAccount"]);
    }
}
