using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>What becomes of the audience that an export leaves.</summary>
public sealed class FormerAudienceTests : IAsyncLifetime
{
    private SnapchatSimulator _simulator = null!;
    private RegistryHarness _harness = null!;
    private StoredConnection _connection = null!;
    private Export _export = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AudienceId Former => _export.Definition.Audience;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token);
        _harness = new RegistryHarness(simulator: _simulator);
        _connection = await _harness.AddConnectionAsync();
        AudienceId former = _simulator.AddAudience();
        EmailHasher.Hash("somebody@example.com", out Sha256Digest digest);
        _simulator.AddMembers(former, IdentifierKind.Email, [digest]);
        _export = await _harness.Exports.SaveAsync(People.Administrator, _harness.Draft(_connection.Id) with { Audience = former.Value }, cancellationToken: Token);
    }

    [Fact]
    public async Task Moving_AsksWhatBecomesOfIt()
    {
        AudienceExportValidationException question = await Assert.ThrowsAsync<AudienceExportValidationException>(() => MoveAsync(FormerAudience.Ask));

        Assert.Equal(
            new ValidationProblem("FormerAudience", $"The export leaves audience {Former}: shall that audience stay as it is (Leave), or shall all users be removed from it (Clear)?"),
            Assert.Single(question.Problems));
        await AssertUnmovedAsync();
        Assert.Equal(1, _simulator.CountMembers(Former, IdentifierKind.Email));
    }

    [Fact]
    public async Task AQuestionComesWithAllOtherProblems()
    {
        ExportDraft draft = await DraftAsync();

        AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => _harness.Exports.SaveAsync(People.Administrator, draft with { DisplayName = "" }, cancellationToken: Token));

        Assert.Equal(["DisplayName", "FormerAudience"], refusal.Problems.Select(problem => problem.Item));
        Assert.Empty(await _harness.Exports.ValidateAsync(People.Administrator, draft, Token));
    }

    [Fact]
    public async Task Left_ItStaysAsItIs()
    {
        Export moved = await MoveAsync(FormerAudience.Leave);

        Assert.NotEqual(Former, moved.Definition.Audience);
        Assert.Equal(1, _simulator.CountMembers(Former, IdentifierKind.Email));
        Assert.Empty(_simulator.Requests);
        Assert.Equal($"Moved from audience {Former} to {moved.Definition.Audience}.", Assert.Single(await _harness.AuditAsync(AuditAction.EditExport)).Detail);
    }

    [Fact]
    public async Task Cleared_ItIsEmptyBeforeTheExportHasLeft()
    {
        Export moved = await MoveAsync(FormerAudience.Clear);

        Assert.NotEqual(Former, moved.Definition.Audience);
        Assert.Equal(SimulatedOperation.RemoveAllUsers, _simulator.Requests[^1].Operation);
        Assert.Equal(Former, _simulator.Requests[^1].Audience);
        Assert.Equal(
            [$"Moved from audience {Former} to {moved.Definition.Audience}.", $"All users were removed from audience {Former}, which the export leaves."],
            (await _harness.AuditAsync(AuditAction.EditExport)).Select(record => record.Detail));
        Assert.Empty(await _harness.Store.GetLeasesAsync("audience:", Token));
    }

    [Fact]
    public async Task WhenSnapchatRefuses_NothingIsChanged_AndItCanBeTriedAgain()
    {
        _simulator.Faults.Add(SimulatedOperation.RemoveAllUsers, SimulatedFault.PermissionDenied());

        await Assert.ThrowsAsync<SnapchatApiException>(() => MoveAsync(FormerAudience.Clear));
        await AssertUnmovedAsync();
        Assert.Empty(await _harness.Store.GetLeasesAsync("audience:", Token));

        Assert.NotEqual(Former, (await MoveAsync(FormerAudience.Clear)).Definition.Audience);
    }

    [Fact]
    public async Task WhileARunWritesToIt_ItIsNotCleared()
    {
        RunRecord run = await _harness.AddRunAsync(_export, ExportStatus.Processing);
        StoredLease? lease = await _harness.Store.TryAcquireLeaseAsync($"audience:{Former}", "worker", TimeSpan.FromMinutes(1), cancellationToken: Token);
        Assert.NotNull(lease);

        RunInProgressException refusal = await Assert.ThrowsAsync<RunInProgressException>(() => MoveAsync(FormerAudience.Clear));

        Assert.Equal(run.Id, refusal.Run);
        Assert.Empty(_simulator.Requests);
        await AssertUnmovedAsync();
    }

    [Fact]
    public async Task WhileSomethingElseWritesToIt_ItIsNotCleared()
    {
        await _harness.Store.TryAcquireLeaseAsync($"audience:{Former}", "somebody", TimeSpan.FromMinutes(1), cancellationToken: Token);

        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => MoveAsync(FormerAudience.Clear));

        Assert.Empty(_simulator.Requests);
        await AssertUnmovedAsync();
    }

    [Fact]
    public async Task AnAudienceThatOthersWriteTo_IsNotCleared()
    {
        Export other = await _harness.Exports.SaveAsync(People.Administrator, _harness.Draft(_connection.Id, "Other") with { Audience = Former.Value }, cancellationToken: Token);

        AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => MoveAsync(FormerAudience.Clear));

        Assert.Equal(new ValidationProblem("FormerAudience", $"Audience {Former} cannot be cleared, since export \"Other\" ({other.Id}) writes to it too; choose Leave."), Assert.Single(refusal.Problems));
        Assert.NotEqual(Former, (await MoveAsync(FormerAudience.Leave)).Definition.Audience);
    }

    [Fact]
    public async Task Cleared_ItsMembersAreNotKnownAnyMore()
    {
        await using var harness = new RegistryHarness(static builder => builder.UseInMemoryMembership().AddSegmentSource(static _ => new ScriptedSource()), _simulator);
        StoredConnection connection = await harness.AddConnectionAsync();
        AudienceId former = _simulator.AddAudience();
        Export export = await harness.Exports.SaveAsync(People.Administrator, harness.Draft(connection.Id) with { Audience = former.Value }, cancellationToken: Token);

        ExportDraft draft = await harness.Exports.EditAsync(People.Administrator, export.Id, Token) with { Audience = "9999" };
        await harness.Exports.SaveAsync(People.Administrator, draft, FormerAudience.Clear, Token);

        Assert.True(await harness.Get<ExactSessions>().LookAsync(former, static session => Task.FromResult(session.Membership.State.IsHistoryLost), Token));
    }

    [Fact]
    public async Task AnEditThatStays_IsNotAsked()
    {
        ExportDraft draft = await DraftAsync() with { Audience = Former.Value };

        Assert.Equal(2, (await _harness.Exports.SaveAsync(People.Administrator, draft, FormerAudience.Clear, Token)).Version);
        Assert.Empty(_simulator.Requests);
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    private async Task<ExportDraft> DraftAsync() => await _harness.Exports.EditAsync(People.Administrator, _export.Id, Token) with { Audience = "9999" };

    private async Task<Export> MoveAsync(FormerAudience former) => await _harness.Exports.SaveAsync(People.Administrator, await DraftAsync(), former, Token);

    private async Task AssertUnmovedAsync()
    {
        Export now = await _harness.Exports.GetExportAsync(People.Viewer, _export.Id, Token);
        Assert.Equal((1, Former), (now.Version, now.Definition.Audience));
    }
}
