using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>A connection from draft to removal.</summary>
public sealed class ConnectionLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SharingWithNobodyInParticular_IsRefused()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        ConnectionAccess[] broken = [new() { Users = null! }, new() { Users = [null!] }, new() { Users = [new Actor(" ")] }];

        foreach (ConnectionAccess access in broken)
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.ShareAsync(People.Administrator, saved.Id, saved.Version, access, Token));

        Assert.Empty(await harness.Registry.GetChoicesAsync(People.Contributor, Token));
    }

    [Fact]
    public async Task AFailureThatCannotBeRecorded_IsToldAllTheSame()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        harness.Seam.Before = (method, _) =>
        {
            if (method == "AddAuditAsync")
                throw new AudienceExportStoreException("The database is away.");
        };

        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => harness.Registry.RenameAsync(People.Administrator, saved.Id, saved.Version - 1, "Name", Token));
    }

    [Fact]
    public async Task ADraft_BecomesActive_InTheOrderOfThePages()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "  Snapchat EMEA ", Token);
        Assert.Equal(("Snapchat EMEA", ConnectionState.Draft, ConnectionType.Snapchat), (draft.DisplayName, draft.State, draft.Type));
        Assert.Equal(ConnectionAccess.Administrators, draft.Access);
        Assert.Equal([ConnectionRequirement.Consent, ConnectionRequirement.SnapchatAuthentication, ConnectionRequirement.ExportUser], draft.Missing);

        Connection agreed = await harness.ConsentAsync(draft.Id);
        Assert.Equal((new Actor("ada", "Name of ada"), ConsentStatement.Default.Version, ConsentStatement.Default.Text), (agreed.Consent!.GivenBy, agreed.Consent.Version, agreed.Consent.Text));
        Connection authenticated = await harness.AuthenticateAsync(draft.Id);
        Assert.Equal(("Simulated User", authenticated.SnapchatAccount!.Id), (authenticated.SnapchatAccount.DisplayName, authenticated.Consent!.SnapchatAccount));
        Connection complete = await harness.Registry.AddExportUserAsync(People.Administrator, draft.Id, Token);
        Assert.Equal(ConnectionState.Draft, complete.State);
        Connection saved = await harness.Registry.SaveAsync(People.Administrator, draft.Id, complete.Version, Token);

        Assert.Equal((ConnectionState.Active, new Actor("ada", "Name of ada")), (saved.State, saved.ExportUser));
        Assert.Empty(saved.Missing);
        Assert.Equal(
            [AuditAction.CreateConnection, AuditAction.GiveConsent, AuditAction.BeginAuthentication, AuditAction.CompleteAuthentication, AuditAction.CompleteAuthentication, AuditAction.AddExportUser, AuditAction.SaveConnection],
            (await harness.AuditAsync()).Select(record => record.Action));
        Assert.All(await harness.AuditAsync(), record => Assert.Equal((AuditOutcome.Succeeded, "ada", draft.Id.ToString()), (record.Outcome, record.Actor.Id, record.Subject?.Id)));
    }

    [Fact]
    public async Task ADraft_BecomesActive_InTheReverseOrder()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, cancellationToken: Token);

        await harness.Registry.AddExportUserAsync(People.OtherAdministrator, draft.Id, Token);
        await harness.AuthenticateAsync(draft.Id);
        Connection agreed = await harness.ConsentAsync(draft.Id);
        Connection named = await harness.Registry.RenameAsync(People.Administrator, draft.Id, agreed.Version, "Late name", Token);
        Connection saved = await harness.Registry.SaveAsync(People.Administrator, draft.Id, named.Version, Token);

        Assert.Equal((ConnectionState.Active, "alan", "Late name"), (saved.State, saved.ExportUser?.Id, saved.DisplayName));
    }

    [Theory]
    [InlineData(ConnectionRequirement.DisplayName)]
    [InlineData(ConnectionRequirement.Consent)]
    [InlineData(ConnectionRequirement.SnapchatAuthentication)]
    [InlineData(ConnectionRequirement.ExportUser)]
    public async Task Save_NamesTheOneThingThatIsMissing(ConnectionRequirement missing)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        ConnectionId id = (await harness.Registry.CreateDraftAsync(People.Administrator, missing == ConnectionRequirement.DisplayName ? null : "Name", Token)).Id;
        if (missing != ConnectionRequirement.Consent)
            await harness.ConsentAsync(id);
        if (missing != ConnectionRequirement.SnapchatAuthentication)
            await harness.AuthenticateAsync(id);
        if (missing != ConnectionRequirement.ExportUser)
            await harness.Registry.AddExportUserAsync(People.Administrator, id, Token);
        Connection incomplete = await harness.GetAsync(id);

        AudienceExportValidationException exception =
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.SaveAsync(People.Administrator, id, incomplete.Version, Token));

        Assert.Equal([missing], incomplete.Missing);
        Assert.Equal(missing.ToString(), Assert.Single(exception.Problems).Item);
        AuditRecord record = (await harness.AuditAsync())[^1];
        Assert.Equal((AuditAction.SaveConnection, AuditOutcome.Failed), (record.Action, record.Outcome));
        Assert.Equal(ConnectionState.Draft, (await harness.GetAsync(id)).State);
    }

    [Fact]
    public async Task Save_NamesEverythingThatIsMissingAtOnce()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, cancellationToken: Token);

        AudienceExportValidationException exception =
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.SaveAsync(People.Administrator, draft.Id, draft.Version, Token));

        Assert.Equal(Enum.GetNames<ConnectionRequirement>(), exception.Problems.Select(problem => problem.Item));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("long")]
    public async Task ANameOutOfRange_IsRefused(string name)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        string given = string.Equals(name, "long", StringComparison.Ordinal) ? new string('n', 201) : name;

        AudienceExportValidationException exception =
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.RenameAsync(People.Administrator, draft.Id, draft.Version, given, Token));

        Assert.Equal("DisplayName", Assert.Single(exception.Problems).Item);
        Assert.Equal("Name", (await harness.GetAsync(draft.Id)).DisplayName);
    }

    [Fact]
    public async Task Changes_FromAnOldVersion_AreRefused()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection first = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        await harness.Registry.RenameAsync(People.OtherAdministrator, first.Id, first.Version, "Newer name", Token);

        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => harness.Registry.RenameAsync(People.Administrator, first.Id, first.Version, "Name 2", Token));
        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => harness.Registry.ShareAsync(People.Administrator, first.Id, first.Version, ConnectionAccess.AllContributors, Token));
        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => harness.Registry.SaveAsync(People.Administrator, first.Id, first.Version, Token));
        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => harness.Registry.RemoveAsync(People.Administrator, first.Id, first.Version, Token));

        Assert.Equal("Newer name", (await harness.GetAsync(first.Id)).DisplayName);
        Assert.Equal(4, (await harness.AuditAsync()).Count(record => record.Outcome == AuditOutcome.Failed));
    }

    [Fact]
    public async Task EveryMethodThatNamesAConnection_SaysWhereThereIsNone()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        ConnectionId unknown = ConnectionId.New(TimeProvider.System);

        foreach (RegistryCall call in RegistryCall.All.Where(call => call.NamesConnection))
            await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => call.InvokeAsync(harness.Registry, People.Administrator, unknown, 1));

        Assert.All(await harness.AuditAsync(), record => Assert.Equal((AuditOutcome.Failed, unknown.ToString()), (record.Outcome, record.Subject?.Id)));
        Assert.Equal(RegistryCall.All.Count(call => call.NamesConnection), (await harness.AuditAsync()).Count);
    }

    [Fact]
    public async Task Contributors_SeeNoGroup_UntilAConnectionIsShared_AndNoneAfterwards()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        Assert.DoesNotContain(await harness.Registry.GetChoicesAsync(People.Contributor, Token), _ => true);

        Connection shared = await harness.Registry.ShareAsync(People.Administrator, saved.Id, saved.Version, ConnectionAccess.AllContributors, Token);
        ILookup<ConnectionType, ConnectionChoice> choices = await harness.Registry.GetChoicesAsync(People.Contributor, Token);
        Assert.Equal(new ConnectionChoice(saved.Id, ConnectionType.Snapchat, "Snapchat EMEA"), Assert.Single(choices[ConnectionType.Snapchat]));
        Assert.Empty(shared.Missing);

        await harness.Registry.ShareAsync(People.Administrator, saved.Id, shared.Version, ConnectionAccess.Administrators, Token);
        Assert.DoesNotContain(await harness.Registry.GetChoicesAsync(People.Contributor, Token), _ => true);
    }

    [Fact]
    public async Task AConnectionSharedWithOnePerson_IsThatPersonsAlone()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        await harness.SetUpAsync(new ConnectionAccess { Users = [new Actor("carl"), new Actor("vera")] });

        Assert.Single(await harness.Registry.GetChoicesAsync(People.Contributor, Token));
        Assert.DoesNotContain(await harness.Registry.GetChoicesAsync(People.Person("cora", AudienceExportRole.Contributor), Token), _ => true);
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => harness.Registry.GetChoicesAsync(People.Viewer, Token));
    }

    [Fact]
    public async Task Drafts_AreNobodysChoice()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Draft", Token);
        await harness.Registry.ShareAsync(People.Administrator, draft.Id, draft.Version, ConnectionAccess.AllContributors, Token);

        Assert.DoesNotContain(await harness.Registry.GetChoicesAsync(People.Administrator, Token), _ => true);
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => harness.Registry.OpenClientAsync(People.Contributor, draft.Id, Token));
        Assert.Equal("Draft", Assert.Single(await harness.Registry.GetConnectionsAsync(People.Administrator, Token)).DisplayName);
    }

    [Fact]
    public async Task Test_ListsWhatTheConnectionReaches()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();

        ConnectionTest test = await harness.Registry.TestAsync(People.Administrator, saved.Id, Token);

        Assert.Equal(saved.SnapchatAccount, test.User);
        SnapchatOrganization organization = Assert.Single(test.Organizations);
        Assert.Equal(harness.Simulator.Organization, organization.Id);
        Assert.Equal(["admin"], organization.Roles);
        Assert.Equal(harness.Simulator.AdAccount, Assert.Single(organization.AdAccounts).Id);
        Assert.Equal((AuditAction.TestConnection, AuditOutcome.Succeeded), ((await harness.AuditAsync())[^1].Action, (await harness.AuditAsync())[^1].Outcome));
    }

    [Fact]
    public async Task Test_OfAConnectionThatWasNeverAuthenticated_SaysSo()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Draft", Token);

        ReauthenticationRequiredException exception = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Registry.TestAsync(People.Administrator, draft.Id, Token));

        Assert.Contains("not authenticated", exception.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Simulator.Requests);
    }

    [Fact]
    public async Task Remove_NamesTheExportsThatUseIt_AndErasesTheTokensOnceNoneDoes()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        AudienceId audience = harness.Simulator.AddAudience();
        StoredExport export = await AddExportAsync(harness, saved.Id, audience);

        ConnectionInUseException exception = await Assert.ThrowsAsync<ConnectionInUseException>(() => harness.Registry.RemoveAsync(People.Administrator, saved.Id, saved.Version, Token));
        Assert.Equal(new ExportReference(export.Id, "Newsletter"), Assert.Single(exception.Dependents));
        Assert.NotNull(await harness.Store.FindTokenAsync(saved.Id, Token));

        await harness.Store.UpdateExportsAsync([export with { Definition = export.Definition with { Connection = null } }], [Audit(export)], Token);
        await harness.Registry.BeginAuthenticationAsync(People.Administrator, saved.Id, Token);
        await harness.Registry.RemoveAsync(People.Administrator, saved.Id, saved.Version, Token);

        Assert.Null(await harness.Store.FindTokenAsync(saved.Id, Token));
        Assert.Empty(await harness.Registry.GetConnectionsAsync(People.Administrator, Token));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));
        Assert.Equal(0, harness.Count(SimulatedOperation.DeleteAudience) + harness.Count(SimulatedOperation.RemoveAllUsers));
    }

    [Fact]
    public async Task Reauthentication_BringsAConnectionBack_AndLeavesItsExportsAlone()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync(ConnectionAccess.AllContributors);
        StoredExport export = await AddExportAsync(harness, saved.Id, harness.Simulator.AddAudience());
        harness.Simulator.RevokeAuthorizations();
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Registry.TestAsync(People.Administrator, saved.Id, Token));
        Connection lost = await harness.GetAsync(saved.Id);
        Assert.Equal((ConnectionState.NeedsReauthentication, SystemActor), (lost.State, lost.UpdatedBy));
        Assert.Equal([ConnectionRequirement.SnapchatAuthentication], lost.Missing);
        Assert.Single(await harness.AuditAsync(), record => record.Action == AuditAction.LoseAuthentication && record.Actor == SystemActor);

        Connection back = await harness.AuthenticateAsync(saved.Id);

        Assert.Equal((ConnectionState.Active, saved.DisplayName, saved.ExportUser, saved.Consent), (back.State, back.DisplayName, back.ExportUser, back.Consent));
        Assert.Empty(back.Missing);
        Assert.Equal(export, await harness.Store.FindExportAsync(export.Id, Token));
        Assert.Equal(saved.SnapchatAccount, (await harness.Registry.TestAsync(People.Administrator, saved.Id, Token)).User);
    }

    private static Actor SystemActor { get; } = new("system", "System");

    private static async Task<StoredExport> AddExportAsync(ConnectionHarness harness, ConnectionId connection, AudienceId audience)
    {
        var actor = new Actor("ada");
        var export = new StoredExport(ExportId.New(TimeProvider.System), 1, new ExportDefinition("Newsletter", audience) { Connection = connection }) { CreatedBy = actor, UpdatedBy = actor };
        await harness.Store.AddExportAsync(export, Audit(export), Token);
        return export;
    }

    private static AuditRecord Audit(StoredExport export) =>
        new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, new Actor("ada"), AuditAction.EditExport, new AuditSubject("export", export.Id.ToString()), AuditOutcome.Succeeded);
}
