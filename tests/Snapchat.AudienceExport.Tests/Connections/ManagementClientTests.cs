using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

public sealed class ManagementClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AudiencesArePickedAndCreated_ByThoseWhoMayUseTheConnection_OnRecord()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync(ConnectionAccess.AllContributors);
        AudienceId existing = harness.Simulator.AddAudience();

        ISnapchatAudienceClient client = await harness.Registry.OpenClientAsync(People.Contributor, saved.Id, Token);
        SnapchatAudience created = await client.CreateAudienceAsync(new NewAudience(harness.Simulator.AdAccount, "Newsletter") { Description = "Readers", RetentionDays = 60 }, Token);
        SnapchatAudience updated = await client.UpdateAudienceAsync(new AudienceUpdate(created.Id, harness.Simulator.AdAccount, "Newsletter 2"), Token);
        IReadOnlyList<AudienceId> audiences = await client.GetAudiencesAsync(harness.Simulator.AdAccount, Token).Select(audience => audience.Id).ToListAsync(Token);
        await client.DeleteAudienceAsync(created.Id, Token);

        Assert.Equal([existing, created.Id], audiences);
        Assert.Equal((60, "Newsletter 2"), (created.RetentionDays, updated.Name));
        Assert.Equal((await client.GetCurrentUserAsync(Token)).Id, saved.SnapchatAccount?.Id);
        Assert.Equal(harness.Simulator.Organization, (await client.GetOrganizationsAsync(Token).SingleAsync(Token)).Id);
        Assert.Equal(existing, (await client.GetAudienceAsync(existing, Token)).Id);
        AuditRecord[] records = [.. (await harness.AuditAsync()).Where(record => record.Action == AuditAction.UseConnection)];
        Assert.Equal([null, $"Created audience {created.Id}.", $"Changed audience {created.Id}.", $"Deleted audience {created.Id}."], records.Select(record => record.Detail));
        Assert.All(records, record => Assert.Equal(("carl", saved.Id.ToString()), (record.Actor.Id, record.Subject?.Id)));
    }

    [Fact]
    public async Task NothingIsUploaded_EvenIfTheOptionsAllowIt()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(options => options.AcceptDataUse = true);
        Connection saved = await harness.SetUpAsync();
        AudienceId audience = harness.Simulator.AddAudience();
        ISnapchatAudienceClient client = await harness.Registry.OpenClientAsync(People.Administrator, saved.Id, Token);
        int before = harness.Simulator.Requests.Count;

        NotSupportedException exception = await Assert.ThrowsAsync<NotSupportedException>(() => client.AddUsersAsync(audience, ApiStub.Batch("a@example.com"), Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.RemoveUsersAsync(audience, ApiStub.Batch("a@example.com"), Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.RemoveAllUsersAsync(audience, Token));

        Assert.Contains("start a run", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, harness.Simulator.Requests.Count);
    }
}
