using System.Security.Cryptography;
using System.Text;
using System.Web;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

public sealed class AuthenticationFlowTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheAddress_IsSnapchatsPage_WithARandomStateThatIsStoredAsAHash()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        byte[]? stored = null;
        harness.Seam.Before = (method, arguments) => stored = method == "AddAuthenticationAsync" ? ((StoredAuthentication)arguments[0]!).StateHash : stored;
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);

        Uri page = await harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token);
        Uri other = await harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token);

        Assert.Equal(new Uri(harness.Simulator.BaseAddress, "login/oauth2/authorize").AbsolutePath, page.AbsolutePath);
        System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(page.Query);
        Assert.Equal(("code", harness.Simulator.ClientId, "https://host.example/callback", "snapchat-marketing-api"), (query["response_type"], query["client_id"], query["redirect_uri"], query["scope"]));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", query["state"]);
        Assert.NotEqual(page, other);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(HttpUtility.ParseQueryString(other.Query)["state"]!)), stored);
    }

    [Fact]
    public async Task MissingOptions_AreAllNamed()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(options => (options.ClientId, options.ClientSecret, options.RedirectUri) = (null, null, null));
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);

        AudienceExportValidationException exception =
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token));

        Assert.Equal(["ClientId", "ClientSecret", "RedirectUri"], exception.Problems.Select(problem => problem.Item));
    }

    [Fact]
    public async Task AnUnknownState_IsRefused()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();

        await AssertRefusedAsync(harness, People.Administrator, "made-up", "code", "never begun");
    }

    [Fact]
    public async Task AUsedState_IsRefused()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        (string state, string? code) = await BeginAsync(harness);
        Connection authenticated = await harness.Registry.CompleteAuthenticationAsync(People.Administrator, state, code, Token);

        await AssertRefusedAsync(harness, People.Administrator, state, code, "completed already");
        Assert.Equal(authenticated, (await harness.GetAsync(authenticated.Id)) with { Missing = authenticated.Missing });
    }

    [Fact]
    public async Task AStateOlderThanTenMinutes_IsRefused()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        (string state, string? code) = await BeginAsync(harness);
        harness.Time.Advance(TimeSpan.FromMinutes(10));

        await AssertRefusedAsync(harness, People.Administrator, state, code, "more than 10 minutes ago");
    }

    [Fact]
    public async Task AStateOfSomebodyElse_IsRefused_AndSpent()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        (string state, string? code) = await BeginAsync(harness);

        await AssertRefusedAsync(harness, People.OtherAdministrator, state, code, "somebody else");
        await AssertRefusedAsync(harness, People.Administrator, state, code, "completed already");
    }

    [Fact]
    public async Task APersonWhoDeclines_IsToldSo()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        (string state, string? code) = await Browser.DecideAsync(await harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token), allow: false);

        Assert.Null(code);
        await AssertRefusedAsync(harness, People.Administrator, state, code, "gave no authorization");
    }

    [Fact]
    public async Task AMadeUpCode_IsRefusedBySnapchat_AndTheConnectionStaysAsItWas()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        (string state, _) = await BeginAsync(harness);

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => harness.Registry.CompleteAuthenticationAsync(People.Administrator, state, "code-made-up", Token));

        Assert.Equal("invalid_grant", exception.ErrorCode);
        Assert.Contains("exchange the authorization code", exception.Message, StringComparison.Ordinal);
        Assert.Equal((AuditAction.CompleteAuthentication, AuditOutcome.Failed), ((await harness.AuditAsync())[^1].Action, (await harness.AuditAsync())[^1].Outcome));
    }

    [Fact]
    public async Task AnExchangeWhoseAnswerIsLost_IsNotRepeated()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        (string state, string? code) = await BeginAsync(harness);
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.LoseAnswer());

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => harness.Registry.CompleteAuthenticationAsync(People.Administrator, state, code, Token));

        Assert.True(exception.IsTransient);
        Assert.Equal(1, harness.Refreshes);
    }

    [Fact]
    public async Task AnImportedRefreshToken_IsTriedAtOnce()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection);
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);

        Connection authenticated = await harness.Registry.ImportRefreshTokenAsync(People.Administrator, draft.Id, harness.Simulator.RefreshToken, Token);
        harness.Simulator.ExpireAccessTokens();

        Assert.Equal("Simulated User", authenticated.SnapchatAccount?.DisplayName);
        Assert.Equal(authenticated.SnapchatAccount, (await harness.Registry.TestAsync(People.Administrator, draft.Id, Token)).User);
        Assert.Equal(2, harness.Refreshes);
    }

    [Fact]
    public async Task AnImportedRefreshTokenThatSnapchatDoesNotAccept_ChangesNothing()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Registry.ImportRefreshTokenAsync(People.Administrator, saved.Id, new SnapchatSecret("wrong"), Token));

        Assert.Equal(saved.Version, (await harness.GetAsync(saved.Id)).Version);
        Assert.Equal((AuditAction.ImportRefreshToken, AuditOutcome.Failed), ((await harness.AuditAsync())[^1].Action, (await harness.AuditAsync())[^1].Outcome));
        await harness.Registry.TestAsync(People.Administrator, saved.Id, Token);
    }

    [Fact]
    public async Task TokensWhoseOwnerSnapchatCannotName_AreKept_AndATestMakesThemUsable()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection);
        Connection saved = await harness.SetUpAsync();
        harness.Simulator.Faults.Add(SimulatedOperation.GetCurrentUser, SimulatedFault.PermissionDenied());

        await Assert.ThrowsAsync<SnapchatApiException>(() => harness.Registry.ImportRefreshTokenAsync(People.Administrator, saved.Id, harness.Simulator.RefreshToken, Token));
        Connection unknown = await harness.GetAsync(saved.Id);
        Assert.Equal((ConnectionState.NeedsReauthentication, null), (unknown.State, unknown.SnapchatAccount));
        Assert.Equal([ConnectionRequirement.SnapchatAuthentication], unknown.Missing);

        await harness.Registry.TestAsync(People.Administrator, saved.Id, Token);

        Connection known = await harness.GetAsync(saved.Id);
        Assert.Equal((ConnectionState.Active, saved.SnapchatAccount, saved.Consent), (known.State, known.SnapchatAccount, known.Consent));
        Assert.Empty(known.Missing);
    }

    private static async Task<(string State, string? Code)> BeginAsync(ConnectionHarness harness)
    {
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        return await Browser.DecideAsync(await harness.Registry.BeginAuthenticationAsync(People.Administrator, draft.Id, Token));
    }

    private static async Task AssertRefusedAsync(ConnectionHarness harness, System.Security.Claims.ClaimsPrincipal user, string state, string? code, string sentence)
    {
        int exchanges = harness.Refreshes;

        AudienceExportValidationException exception =
            await Assert.ThrowsAsync<AudienceExportValidationException>(() => harness.Registry.CompleteAuthenticationAsync(user, state, code, Token));

        Assert.Contains(sentence, Assert.Single(exception.Problems).Message, StringComparison.Ordinal);
        AuditRecord record = (await harness.AuditAsync())[^1];
        Assert.Equal((AuditAction.CompleteAuthentication, AuditOutcome.Failed, user.FindFirst("sub")!.Value), (record.Action, record.Outcome, record.Actor.Id));
        Assert.Equal(exchanges, harness.Refreshes);
    }
}
