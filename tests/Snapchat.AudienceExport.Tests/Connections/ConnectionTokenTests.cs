using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Identity;

namespace Snapchat.AudienceExport.Tests.Connections;

/// <summary>The tokens of one connection in one process, and what becomes of them when something goes wrong.</summary>
public sealed class ConnectionTokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheAccessToken_IsSharedThroughTheStore()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        int before = harness.Refreshes;

        await harness.Client(saved.Id).GetCurrentUserAsync(Token);
        await harness.Client(saved.Id, harness.StartProcess()).GetCurrentUserAsync(Token);

        Assert.Equal(before, harness.Refreshes);
        Assert.Single(harness.Simulator.Requests.Select(request => request.TokenFingerprint).OfType<string>().Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnExpiredAccessToken_IsRenewedAMarginBeforeItsEnd()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        int before = harness.Refreshes;

        harness.Time.Advance(TimeSpan.FromMinutes(58));
        await harness.Client(saved.Id).GetCurrentUserAsync(Token);
        Assert.Equal(before, harness.Refreshes);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await harness.Client(saved.Id).GetCurrentUserAsync(Token);

        Assert.Equal(before + 1, harness.Refreshes);
        Assert.DoesNotContain(harness.Simulator.Requests, request => request.Status == 401);
    }

    [Fact]
    public async Task ARefusedAccessToken_IsRenewedOnce_HoweverManyAsk()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        int before = harness.Refreshes;
        harness.Simulator.ExpireAccessTokens();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => harness.Client(saved.Id).GetCurrentUserAsync(Token)));

        Assert.Equal(before + 1, harness.Refreshes);
    }

    [Fact]
    public async Task ARefresh_IsMarkedBefore_AndDurableBeforeItsAccessTokenIsUsed()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.Rotating);
        Connection saved = await harness.SetUpAsync();
        int refreshes = harness.Refreshes;
        int calls = harness.Count(SimulatedOperation.GetCurrentUser);
        List<string> order = [];
        harness.Seam.Before = (method, _) =>
        {
            if (method is "TryAcquireLeaseAsync" or "TryMarkRefreshAsync")
                Assert.Equal(refreshes, harness.Refreshes);
            if (method is "TryReplaceTokenAsync")
                Assert.Equal((refreshes + 1, calls), (harness.Refreshes, harness.Count(SimulatedOperation.GetCurrentUser)));
            if (method is "TryAcquireLeaseAsync" or "TryMarkRefreshAsync" or "TryReplaceTokenAsync" or "ReleaseLeaseAsync")
                order.Add(method);
        };
        harness.Time.Advance(TimeSpan.FromHours(1));

        await harness.Client(saved.Id).GetCurrentUserAsync(Token);

        Assert.Equal(["TryAcquireLeaseAsync", "TryMarkRefreshAsync", "TryReplaceTokenAsync", "ReleaseLeaseAsync"], order);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task ATransientFailureOfTheTokenEndpoint_LosesNothing(int status)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(options => (options.CallDeadline, options.AttemptTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(500)));
        Connection saved = await harness.SetUpAsync();
        StoredToken? before = await harness.Store.FindTokenAsync(saved.Id, Token);
        harness.Time.Advance(TimeSpan.FromHours(1));
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.Status(status), SimulatorFaults.Always);

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));
        harness.Simulator.Faults.Clear();
        await harness.Simulator.WaitForRequestAsync(_ => true, Token);

        Assert.True(exception.IsTransient);
        Assert.Equal(before!.RefreshToken, (await harness.Store.FindTokenAsync(saved.Id, Token))!.RefreshToken);
        await harness.Client(saved.Id).GetCurrentUserAsync(Token);
        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
    }

    [Fact]
    public async Task InvalidClient_IsAMistakeInTheConfiguration_AndLosesNothing()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        harness.Time.Advance(TimeSpan.FromHours(1));
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.Status(401, """{"error":"invalid_client"}""", "application/json"));

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));

        Assert.Equal("invalid_client", exception.ErrorCode);
        Assert.Contains("check ClientId and ClientSecret", exception.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
        await harness.Client(saved.Id).GetCurrentUserAsync(Token);
    }

    [Fact]
    public async Task InvalidGrant_LosesTheAuthentication_OnceOnRecord()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        harness.Simulator.RevokeAuthorizations();

        ReauthenticationRequiredException exception = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Client(saved.Id, harness.StartProcess()).GetCurrentUserAsync(Token));

        Assert.Contains("Snapchat EMEA", exception.Message, StringComparison.Ordinal);
        Connection lost = await harness.GetAsync(saved.Id);
        Assert.Equal((ConnectionState.NeedsReauthentication, saved.SnapchatAccount, saved.Consent), (lost.State, lost.SnapchatAccount, lost.Consent));
        AuditRecord record = Assert.Single(await harness.AuditAsync(), record => record.Action == AuditAction.LoseAuthentication);
        Assert.Equal(("system", AuditOutcome.Succeeded), (record.Actor.Id, record.Outcome));
    }

    [Fact]
    public async Task InvalidGrant_OfADraft_TakesItsAccountAway()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection draft = await harness.Registry.CreateDraftAsync(People.Administrator, "Name", Token);
        await harness.AuthenticateAsync(draft.Id);
        harness.Simulator.RevokeAuthorizations();

        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Registry.TestAsync(People.Administrator, draft.Id, Token));

        Connection lost = await harness.GetAsync(draft.Id);
        Assert.Equal((ConnectionState.Draft, null), (lost.State, lost.SnapchatAccount));
        Assert.Contains(ConnectionRequirement.SnapchatAuthentication, lost.Missing);
    }

    [Fact]
    public async Task InvalidGrant_AfterSomebodyStoredAnotherToken_UsesThat()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        harness.Simulator.RevokeAuthorizations();
        var hold = new TaskCompletionSource();
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.HoldUntil(hold.Task));
        int before = harness.Refreshes;

        Task<SnapchatUser> call = harness.Client(saved.Id, harness.StartProcess()).GetCurrentUserAsync(Token);
        await harness.Simulator.WaitForRequestAsync(request => request.Operation == SimulatedOperation.Token && harness.Refreshes > before, Token);
        await harness.AuthenticateAsync(saved.Id);
        hold.SetResult();

        Assert.Equal(saved.SnapchatAccount, await call);
        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
        Assert.DoesNotContain(await harness.AuditAsync(), record => record.Action == AuditAction.LoseAuthentication);
    }

    [Fact]
    public async Task InvalidGrant_WithAYoungerMark_WaitsForTheOther()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        harness.Time.Advance(TimeSpan.FromHours(1));
        var hold = new TaskCompletionSource();
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.HoldUntil(hold.Task, applyFirst: false));
        harness.Simulator.Faults.Add(SimulatedOperation.Token, SimulatedFault.Status(400, """{"error":"invalid_grant"}""", "application/json"));
        int before = harness.Refreshes;

        // The first is held at Snapchat for longer than its lease; the second takes over and is refused; then the first ends.
        Task<SnapchatUser> first = harness.Client(saved.Id).GetCurrentUserAsync(Token);
        await harness.Simulator.WaitForRequestAsync(_ => harness.Refreshes == before + 1, Token);
        harness.Time.Advance(TimeSpan.FromMinutes(2));
        harness.Seam.Before = (method, _) =>
        {
            // The second has its answer and looks again: by now the first has stored its own.
            if (method != "FindConnectionAsync" || !hold.TrySetResult())
                return;
            harness.Seam.Before = null;
            Assert.True(first.Wait((int)TimeSpan.FromMinutes(1).TotalMilliseconds, Token));
        };
        SnapchatUser second = await harness.Client(saved.Id, harness.StartProcess()).GetCurrentUserAsync(Token);

        Assert.Equal(second, await first);
        Assert.Equal(before + 2, harness.Refreshes);
        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
    }

    [Fact]
    public async Task AStoreThatFailsOnce_LosesNoRotatedToken()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection);
        Connection saved = await harness.SetUpAsync();
        int before = harness.Refreshes;
        harness.Time.Advance(TimeSpan.FromHours(1));
        harness.Seam.Before = (method, _) =>
        {
            if (method != "TryReplaceTokenAsync")
                return;
            harness.Seam.Before = null;
            throw new InvalidOperationException("The database is away.");
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));
        Assert.Equal(before + 1, harness.Refreshes);

        // Whoever else comes waits, since the former token is spent, and the answer is still in the memory of the first.
        Task<SnapchatUser> other = harness.Client(saved.Id, harness.StartProcess()).GetCurrentUserAsync(Token);
        await harness.Client(saved.Id).GetCurrentUserAsync(Token);
        await other;

        Assert.Equal(before + 1, harness.Refreshes);
        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
    }

    [Fact]
    public async Task AStoreThatIsSlow_UntilTheLeaseMayBeGone_LeadsToAnotherLease_BeforeSnapchatIsAsked()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        int before = harness.Refreshes;
        harness.Time.Advance(TimeSpan.FromHours(1));
        int marks = 0;
        List<int> refreshesAtLease = [];
        harness.Seam.Before = (method, _) =>
        {
            if (method == "TryAcquireLeaseAsync")
                refreshesAtLease.Add(harness.Refreshes);
            if (method == "TryMarkRefreshAsync" && ++marks == 1)
                harness.Time.AdvanceTimestamps(TimeSpan.FromMinutes(2));
        };

        await harness.Client(saved.Id).GetCurrentUserAsync(Token);

        Assert.Equal([before, before], refreshesAtLease);
        Assert.Equal(before + 1, harness.Refreshes);
    }

    [Fact]
    public async Task AStoreThatIsAway_IsOfferedARotatedTokenAgain_UnderALeaseThatIsKept()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = RefreshTokenPolicy.RotatingWithReuseDetection);
        Connection saved = await harness.SetUpAsync();
        int before = harness.Refreshes;
        harness.Time.Advance(TimeSpan.FromHours(1));
        List<string> order = [];
        harness.Seam.Before = (method, _) =>
        {
            if (method is not ("TryReplaceTokenAsync" or "TryRenewLeaseAsync" or "ReleaseLeaseAsync"))
                return;
            order.Add(method);
            if (order.Count <= 2)
                throw new AudienceExportStoreException("The database is away.");
        };

        await harness.Client(saved.Id).GetCurrentUserAsync(Token);

        Assert.Equal(["TryReplaceTokenAsync", "TryRenewLeaseAsync", "TryRenewLeaseAsync", "TryReplaceTokenAsync", "ReleaseLeaseAsync"], order);
        Assert.Equal(before + 1, harness.Refreshes);
        await harness.Client(saved.Id, harness.StartProcess()).GetCurrentUserAsync(Token);
        Assert.Equal(before + 1, harness.Refreshes);
    }

    [Theory]
    [InlineData(RefreshTokenPolicy.Reusable, true)]
    [InlineData(RefreshTokenPolicy.RotatingWithReuseDetection, false)]
    public async Task AProcessThatDiesBetweenAnswerAndStore_LeavesAConnectionThatWorks_OrSaysThatItDoesNot(RefreshTokenPolicy policy, bool works)
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync(simulator: options => options.RefreshTokens = policy);
        Connection saved = await harness.SetUpAsync();
        harness.Time.Advance(TimeSpan.FromHours(1));
        harness.Seam.Before = (method, _) =>
        {
            if (method == "TryReplaceTokenAsync")
                throw new InvalidOperationException("The process is gone.");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));
        harness.Seam.Before = null;

        // The lease of the dead process runs out.
        harness.Time.Advance(TimeSpan.FromMinutes(2));
        ISnapchatAudienceClient survivor = harness.Client(saved.Id, harness.StartProcess());
        if (works)
            Assert.Equal(saved.SnapchatAccount, await survivor.GetCurrentUserAsync(Token));
        else
            await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => survivor.GetCurrentUserAsync(Token));

        Assert.Equal(works ? ConnectionState.Active : ConnectionState.NeedsReauthentication, (await harness.GetAsync(saved.Id)).State);
    }

    [Fact]
    public async Task AnAnswerThatComesAfterTheAuthenticationWasLost_DoesNotBringItHalfBack()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        StoredToken stored = (await harness.Store.FindTokenAsync(saved.Id, Token))!;
        harness.Simulator.RevokeAuthorizations();
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Client(saved.Id).GetCurrentUserAsync(Token));

        Assert.False(await harness.Store.TryReplaceTokenAsync(stored, Token));
    }

    [Fact]
    public async Task OtherProcesses_NoticeAnotherAuthenticationAndARemoval()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        ISnapchatAudienceClient other = harness.Client(saved.Id, harness.StartProcess());
        await other.GetCurrentUserAsync(Token);
        string? former = harness.Simulator.Requests[^1].TokenFingerprint;

        await harness.AuthenticateAsync(saved.Id);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await other.GetCurrentUserAsync(Token);
        Assert.NotEqual(former, harness.Simulator.Requests[^1].TokenFingerprint);

        await harness.Registry.RemoveAsync(People.Administrator, saved.Id, (await harness.GetAsync(saved.Id)).Version, Token);
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => other.GetCurrentUserAsync(Token));
    }

    [Fact]
    public async Task TokensOfAnotherKeyRing_AskForTheKeysOrAnotherAuthentication()
    {
        await using ConnectionHarness harness = await ConnectionHarness.StartAsync();
        Connection saved = await harness.SetUpAsync();
        StoredToken stored = (await harness.Store.FindTokenAsync(saved.Id, Token))!;
        using var otherKeys = new EphemeralSecretProtector();
        await harness.Store.TryReplaceTokenAsync(stored with { RefreshToken = otherKeys.Protect([1]), AccessToken = null }, Token);

        ReauthenticationRequiredException exception = await Assert.ThrowsAsync<ReauthenticationRequiredException>(() => harness.Registry.TestAsync(People.Administrator, saved.Id, Token));

        Assert.Contains("restore the key ring", exception.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.Active, (await harness.GetAsync(saved.Id)).State);
    }
}
