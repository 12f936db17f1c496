using System.Security.Cryptography;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

public sealed class ConsentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutWordings_TheLibrarysOwnIsInEffect()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();

        Assert.Equal((ConsentStatement.Default, null), harness.Registry.GetConsentStatements());
    }

    [Fact]
    public async Task TheLatestWordingInEffect_IsTheCurrentOne_AndTheNextIsShownBeforehand()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        ConsentStatement[] statements = [new("4", "Four", now.AddDays(20)), new("2", "Two", now.AddDays(-1)), new("1", "One", now.AddDays(-9)), new("3", "Three", now.AddDays(10))];
        await using ConnectionHarness harness = await StartAsync(statements);

        Assert.Equal((statements[1], statements[3]), harness.Registry.GetConsentStatements());
        harness.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal((statements[3], statements[0]), harness.Registry.GetConsentStatements());
        harness.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal((statements[0], null), harness.Registry.GetConsentStatements());
    }

    [Fact]
    public async Task ANewWording_AsksAgain_OfSavedConnectionsToo()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await using ConnectionHarness harness = await StartAsync(new("1", "One", now.AddDays(-1)), new("2", "Two", now.AddDays(10)));
        Connection saved = await harness.SetUpAsync();
        Assert.Empty(saved.Missing);

        harness.Time.Advance(TimeSpan.FromDays(11));
        Connection outdated = await harness.GetAsync(saved.Id);
        Assert.Equal((ConnectionState.Active, null), (outdated.State, outdated.Consent));
        Assert.Equal([ConnectionRequirement.Consent], outdated.Missing);
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.SaveAsync(People.Administrator, saved.Id, saved.Version, Token));
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.GiveConsentAsync(People.Administrator, saved.Id, "1", Token));

        Connection renewed = await harness.Registry.GiveConsentAsync(People.OtherAdministrator, saved.Id, "2", Token);
        Assert.Equal(("2", "Two", "alan"), (renewed.Consent!.Version, renewed.Consent.Text, renewed.Consent.GivenBy.Id));
        Assert.Empty(renewed.Missing);
    }

    [Fact]
    public async Task TheNextWording_CanBeAgreedToBeforehand()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await using ConnectionHarness harness = await StartAsync(new("1", "One", now.AddDays(-1)), new("2", "Two", now.AddDays(10)));
        Connection saved = await harness.SetUpAsync();

        Assert.Empty((await harness.Registry.GiveConsentAsync(People.Administrator, saved.Id, "2", Token)).Missing);
        harness.Time.Advance(TimeSpan.FromDays(11));

        Assert.Empty((await harness.GetAsync(saved.Id)).Missing);
    }

    [Fact]
    public async Task AWordingChangedWithoutANewVersion_AsksAgain()
    {
        var statements = new List<ConsentStatement> { new("1", "One", DateTimeOffset.UnixEpoch) };
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(options => options.ConsentStatements.Add(statements[^1]));
        Connection saved = await harness.SetUpAsync();
        statements.Add(new ConsentStatement("1", "One and more", DateTimeOffset.UnixEpoch));

        IConnectionRegistry restarted = (IConnectionRegistry)harness.StartProcess().GetService(typeof(IConnectionRegistry))!;

        Assert.Equal([ConnectionRequirement.Consent], (await restarted.GetConnectionAsync(People.Administrator, saved.Id, Token)).Missing);
    }

    [Fact]
    public async Task AVersionNobodyShows_IsRefused()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);

        AudienceExportValidationException exception =
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.GiveConsentAsync(People.Administrator, draft.Id, "77", Token));

        Assert.Contains("wording", exception.Message, StringComparison.Ordinal);
        Assert.Null((await harness.GetAsync(draft.Id)).Consent);
    }

    [Fact]
    public async Task AnotherAccount_TakesTheConsentAway_AndTheSameOneKeepsIt()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        Assert.NotNull((await harness.AuthenticateAsync(saved.Id)).Consent);

        harness.AnswerAs("another-account");
        Connection other = await harness.AuthenticateAsync(saved.Id);

        Assert.Equal(("another-account", ConnectionState.Active, null), (other.SnapchatAccount?.Id, other.State, other.Consent));
        Assert.Equal([ConnectionRequirement.Consent], other.Missing);
        Assert.Empty((await harness.ConsentAsync(saved.Id)).Missing);
    }

    [Fact]
    public async Task ConsentGivenBeforeTheAuthentication_IsForTheFirstAccountAlone()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        Assert.Null((await harness.ConsentAsync(draft.Id)).Consent!.SnapchatAccount);

        harness.AnswerAs("first-account");
        Assert.Equal("first-account", (await harness.AuthenticateAsync(draft.Id)).Consent?.SnapchatAccount);
        Assert.Null((await harness.AuthenticateAsync(draft.Id)).Consent);
    }

    [Fact]
    public async Task NobodyAgrees_ToAnAccountThatCameMeanwhile()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        StoredConnection stored = (await harness.Store.FindConnectionAsync(saved.Id, Token))!;
        AuditRecord audit = AuditRecord.Of(harness.Time, saved.CreatedBy, AuditAction.CompleteAuthentication, subject: null);
        harness.Seam.Before = (method, _) =>
        {
            if (method != "UpdateConnectionAsync")
                return;
            harness.Seam.Before = null;
            Assert.True(harness.Store.UpdateConnectionAsync(stored with { SnapchatAccount = new SnapchatUser("other", "Other", null), Consent = null }, audit, null, Token).IsCompletedSuccessfully);
        };

        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => harness.ConsentAsync(saved.Id));

        Assert.Null((await harness.GetAsync(saved.Id)).Consent);
        Assert.Equal("other", (await harness.ConsentAsync(saved.Id)).Consent?.SnapchatAccount);
    }

    [Fact]
    public async Task EveryConsent_AndWhatEndsIt_IsOnRecord_WithItsWordingAndAccount()
    {
        await using ConnectionHarness harness = await StartAsync(new ConsentStatement("7", "Seven", DateTimeOffset.UnixEpoch));
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        await harness.ConsentAsync(draft.Id);
        harness.AnswerAs("first");
        await harness.AuthenticateAsync(draft.Id);
        harness.AnswerAs("second");
        await harness.AuthenticateAsync(draft.Id);
        await harness.ConsentAsync(draft.Id);
        await harness.Registry.WithdrawConsentAsync(People.OtherAdministrator, draft.Id, Token);

        string consent = $"The consent of ada to version 7 of the wording (SHA-256 {Convert.ToHexStringLower(SHA256.HashData("Seven"u8))}), for";
        Assert.Equal(
            [
                (AuditAction.GiveConsent, $"{consent} the Snapchat account that is authenticated first, is in place."),
                (AuditAction.CompleteAuthentication, $"{consent} Snapchat account first, is in place."),
                (AuditAction.CompleteAuthentication, $"{consent} Snapchat account first, is gone."),
                (AuditAction.GiveConsent, $"{consent} Snapchat account second, is in place."),
                (AuditAction.WithdrawConsent, $"{consent} Snapchat account second, is gone."),
            ],
            (await harness.AuditAsync()).Where(record => record.Detail?.StartsWith("The consent", StringComparison.Ordinal) == true).Select(record => (record.Action, record.Detail!)));
    }

    [Fact]
    public async Task Withdrawn_ItIsMissing_UntilSomebodyAgreesAgain()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();

        Connection withdrawn = await harness.Registry.WithdrawConsentAsync(People.OtherAdministrator, saved.Id, Token);
        Assert.Equal((saved.Version + 1, ConnectionState.Active, null), (withdrawn.Version, withdrawn.State, withdrawn.Consent));
        Assert.Equal([ConnectionRequirement.Consent], withdrawn.Missing);

        Assert.Equal("ada", (await harness.ConsentAsync(saved.Id)).Consent?.GivenBy.Id);
        Assert.Equal([AuditAction.WithdrawConsent, AuditAction.GiveConsent], (await harness.AuditAsync()).TakeLast(2).Select(record => record.Action));
    }

    private static Task<ConnectionHarness> StartAsync(params ConsentStatement[] statements) => ConnectionHarness.StartAsync(options =>
    {
        foreach (ConsentStatement statement in statements)
            options.ConsentStatements.Add(statement);
    });
}
