using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>What is known of an audience before an export writes to it.</summary>
public sealed class AudienceCheckTests : IAsyncLifetime
{
    private SnapchatSimulator _simulator = null!;
    private RegistryHarness _harness = null!;
    private StoredConnection _connection = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        _harness = new RegistryHarness(simulator: _simulator);
        _connection = await _harness.AddConnectionAsync();
    }

    [Fact]
    public async Task ACustomerList_IsUsable_AndTellsItsRetention()
    {
        var id = AudienceId.Parse("42");
        _simulator.AddAudience(new SnapchatAudience(id, "Buyers") { RetentionDays = 180 });

        AudienceCheck check = await CheckAsync(id);

        Assert.True(check.IsUsable, check.Problem);
        Assert.Equal((id, "Buyers", 180), (check.Audience!.Id, check.Audience.Name, check.Audience.RetentionDays));
        Assert.Equal([SimulatedOperation.Token, SimulatedOperation.GetAudience, SimulatedOperation.GetOrganizations], _simulator.Requests.Select(request => request.Operation));
        Assert.Equal(AuditOutcome.Succeeded, Assert.Single(await _harness.AuditAsync(AuditAction.UseConnection)).Outcome);
    }

    [Fact]
    public async Task AnUnknownAudience_IsNot()
    {
        AudienceCheck check = await CheckAsync(AudienceId.Parse("42"));

        Assert.Null(check.Audience);
        Assert.Contains("42", check.Problem, StringComparison.Ordinal);
        Assert.Contains("check the ID", check.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAudienceOfAnotherType_IsNot()
    {
        var id = AudienceId.Parse("42");
        _simulator.AddAudience(new SnapchatAudience(id, "Similar") { SourceType = AudienceSourceType.Lookalike });

        AudienceCheck check = await CheckAsync(id);

        Assert.Equal("Audience 42 is of type LOOKALIKE and takes no uploads; choose a customer list (FIRST_PARTY).", check.Problem);
        Assert.Equal("Similar", check.Audience?.Name);
    }

    [Fact]
    public async Task AnAudienceThatOthersManage_IsNot()
    {
        OrganizationId organization = _simulator.AddOrganization("Agency", "member");
        AdAccountId account = _simulator.AddAdAccount(organization, "Client", "audience");
        var id = AudienceId.Parse("42");
        _simulator.AddAudience(new SnapchatAudience(id, "Theirs") { AdAccount = account });
        Assert.True((await CheckAsync(id)).IsUsable);
        _simulator.SetRoles(account, "reports");

        AudienceCheck check = await CheckAsync(id);

        Assert.False(check.IsUsable);
        Assert.Contains("role", check.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenSnapchatCannotBeReached_ItIsNotKnown()
    {
        _simulator.Faults.Add(SimulatedOperation.GetAudience, SimulatedFault.Status(400, "{}", "application/json"));

        await Assert.ThrowsAsync<SnapchatApiException>(() => CheckAsync(_simulator.AddAudience()));

        Assert.Equal(AuditOutcome.Failed, Assert.Single(await _harness.AuditAsync(AuditAction.UseConnection)).Outcome);
    }

    [Fact]
    public async Task ThroughADraft_NothingIsLookedAt()
    {
        StoredConnection draft = await _harness.AddConnectionAsync("Half done", state: ConnectionState.Draft);

        await Assert.ThrowsAsync<AudienceExportValidationException>(() => _harness.Exports.CheckAudienceAsync(People.Administrator, draft.Id, _simulator.AddAudience(), Token));

        Assert.Empty(_simulator.Requests);
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    private Task<AudienceCheck> CheckAsync(AudienceId id) => _harness.Exports.CheckAudienceAsync(People.Contributor, _connection.Id, id, Token);
}
