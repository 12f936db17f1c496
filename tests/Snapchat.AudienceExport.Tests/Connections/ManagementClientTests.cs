using Snapchat.AudienceExport.Testing;
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
        ISnapchatAudienceClient administrator = await harness.Registry.OpenClientAsync(People.Administrator, saved.Id, Token);
        SnapchatAudience updated = await administrator.UpdateAudienceAsync(new AudienceUpdate(created.Id, harness.Simulator.AdAccount, "Newsletter 2"), Token);
        IReadOnlyList<AudienceId> audiences = await client.GetAudiencesAsync(harness.Simulator.AdAccount, Token).Select(audience => audience.Id).ToListAsync(Token);
        await administrator.DeleteAudienceAsync(created.Id, Token);

        Assert.Equal([existing, created.Id], audiences);
        Assert.Equal((60, "Newsletter 2"), (created.RetentionDays, updated.Name));
        Assert.Equal((await client.GetCurrentUserAsync(Token)).Id, saved.SnapchatAccount?.Id);
        Assert.Equal(harness.Simulator.Organization, (await client.GetOrganizationsAsync(Token).SingleAsync(Token)).Id);
        Assert.Equal(existing, (await client.GetAudienceAsync(existing, Token)).Id);
        AuditRecord[] records = [.. (await harness.AuditAsync()).Where(record => record.Action == AuditAction.UseConnection)];
        Assert.Equal(
            [("carl", null), ("carl", $"Created audience {created.Id}."), ("ada", null), ("ada", $"Changed audience {created.Id}."), ("ada", $"Deleted audience {created.Id}.")],
            records.Select(record => (record.Actor.Id, record.Detail)));
        Assert.All(records, record => Assert.Equal((saved.Id.ToString(), AuditOutcome.Succeeded), (record.Subject?.Id, record.Outcome)));
    }

    [Fact]
    public async Task AContributor_NeitherChangesNorDeletesAnAudience()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync(ConnectionAccess.AllContributors);
        AudienceId existing = harness.Simulator.AddAudience();
        ISnapchatAudienceClient client = await harness.Registry.OpenClientAsync(People.Contributor, saved.Id, Token);
        int before = harness.Simulator.Requests.Count;

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => client.UpdateAudienceAsync(new AudienceUpdate(existing, harness.Simulator.AdAccount, "Mine"), Token));
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => client.DeleteAudienceAsync(existing, Token));

        Assert.Equal(before, harness.Simulator.Requests.Count);
        Assert.Equal([AuditOutcome.Denied, AuditOutcome.Denied], (await harness.AuditAsync()).TakeLast(2).Select(record => record.Outcome));
    }

    [Fact]
    public async Task AClient_ThatWasOpenedBeforeTheShareWasTakenBack_CreatesNothing()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync(ConnectionAccess.AllContributors);
        ISnapchatAudienceClient client = await harness.Registry.OpenClientAsync(People.Contributor, saved.Id, Token);
        await harness.Registry.ShareAsync(People.Administrator, saved.Id, saved.Version, ConnectionAccess.Administrators, Token);

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => client.CreateAudienceAsync(new NewAudience(harness.Simulator.AdAccount, "Newsletter"), Token));

        Assert.Equal(0, harness.Count(SimulatedOperation.CreateAudiences));
        Assert.Equal((AuditAction.UseConnection, AuditOutcome.Denied), ((await harness.AuditAsync())[^1].Action, (await harness.AuditAsync())[^1].Outcome));
    }

    [Fact]
    public async Task AChangeThatSnapchatRefuses_IsOnRecordAsFailed()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        ISnapchatAudienceClient client = await harness.Registry.OpenClientAsync(People.Administrator, saved.Id, Token);

        await Assert.ThrowsAsync<SnapchatApiException>(() => client.DeleteAudienceAsync(AudienceId.Parse("404"), Token));

        AuditRecord record = (await harness.AuditAsync())[^1];
        Assert.Equal((AuditAction.UseConnection, AuditOutcome.Failed, "ada"), (record.Action, record.Outcome, record.Actor.Id));
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
