using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.Tests.Acceptance;

/// <summary>The shortest way through each thing the product promises, over a store that a derived class chooses.</summary>
public abstract partial class AcceptancePaths : IAsyncLifetime
{
    private AcceptanceHost _host = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PrepareStoreAsync();
        _host = await AcceptanceHost.StartAsync(UseStore);
    }

    [Fact]
    public async Task Path01_SavingAConnection_NamesEachMissingItem()
    {
        Connection connection = await _host.Connections.CreateDraftAsync(People.Administrator, null, Token);
        Assert.Equal(4, await CountMissingAsync());
        connection = await _host.AuthenticateAsync(connection.Id);
        Assert.Equal(3, await CountMissingAsync());
        connection = await _host.AgreeAsync(connection.Id);
        Assert.Equal(2, await CountMissingAsync());
        connection = await _host.Connections.AddExportUserAsync(People.Administrator, connection.Id, Token);
        Assert.Equal(1, await CountMissingAsync());
        connection = await _host.Connections.RenameAsync(People.Administrator, connection.Id, connection.Version, "Shop", Token);
        Connection saved = await _host.Connections.SaveAsync(People.Administrator, connection.Id, connection.Version, Token);

        Assert.Equal(ConnectionState.Active, saved.State);

        async Task<int> CountMissingAsync()
        {
            AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => _host.Connections.SaveAsync(People.Administrator, connection.Id, connection.Version, Token));
            Assert.Equal(connection.Missing.Count, refusal.Problems.Count);
            return refusal.Problems.Select(problem => problem.Message).Distinct(StringComparer.Ordinal).Count();
        }
    }

    [Fact]
    public async Task Path02_AConnection_IsForAdministratorsByDefault()
    {
        Connection connection = await _host.ConnectAsync();

        Assert.False(connection.Access.Contributors);
        Assert.Empty(connection.Access.Users);
        Assert.Single((await _host.Connections.GetChoicesAsync(People.Administrator, Token))[ConnectionType.Snapchat]);
    }

    [Fact]
    public async Task Path03_AContributor_SeesNoGroupUntilAConnectionIsShared()
    {
        Connection connection = await _host.ConnectAsync();
        Assert.Empty(await _host.Connections.GetChoicesAsync(People.Contributor, Token));

        await _host.Connections.ShareAsync(People.Administrator, connection.Id, connection.Version, ConnectionAccess.AllContributors, Token);

        ILookup<ConnectionType, ConnectionChoice> choices = await _host.Connections.GetChoicesAsync(People.Contributor, Token);
        Assert.Equal(new ConnectionChoice(connection.Id, ConnectionType.Snapchat, "Shop"), Assert.Single(Assert.Single(choices)));
    }

    [Fact]
    public async Task Path04_AContributor_EditsAnAdministratorsExportOnASharedConnection()
    {
        Connection connection = await _host.ConnectAsync(access: ConnectionAccess.AllContributors);
        Export export = await _host.SaveExportAsync(connection.Id);

        ExportDraft draft = await _host.Exports.EditAsync(People.Contributor, export.Id, Token);
        Export edited = await _host.Exports.SaveAsync(People.Contributor, draft with { DisplayName = "Weekly" }, cancellationToken: Token);

        Assert.Equal(("Weekly", ExportRight.CanEdit, "contributor"), (edited.Definition.DisplayName, edited.Right, edited.UpdatedBy.Id));
        Assert.Equal(ExportStatus.Successful, (await _host.RunAsync(edited, People.Contributor)).Status);
        Assert.Equal(2, _host.CountMembers(edited));
    }

    [Fact]
    public async Task Path05_WhenSharingEnds_TheContributorViews_AndTheExportStillRuns()
    {
        Connection connection = await _host.ConnectAsync(access: ConnectionAccess.AllContributors);
        Export export = await _host.SaveExportAsync(connection.Id, user: People.Contributor);
        await _host.Connections.ShareAsync(People.Administrator, connection.Id, connection.Version, ConnectionAccess.Administrators, Token);

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => _host.Exports.EditAsync(People.Contributor, export.Id, Token));
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => _host.Runner.StartAsync(People.Contributor, export.Id, cancellationToken: Token));

        Assert.Equal(ExportRight.CanView, (await _host.ShowAsync(export, People.Contributor)).Right);
        Assert.Equal(ExportStatus.Successful, (await _host.RunAsync(export)).Status);
        Assert.Equal(ExportStatus.Successful, (await _host.ShowAsync(export, People.Contributor)).Status);
    }

    [Fact]
    public async Task Path06_EachMistakeInAnExport_IsNamed()
    {
        Connection connection = await _host.ConnectAsync();
        ExportDraft draft = _host.Draft(connection.Id);
        (ExportDraft Wrong, string Item)[] mistakes =
        [
            (draft with { DisplayName = "" }, "DisplayName"),
            (draft with { Connection = null }, "Connection"),
            (draft with { Audience = "not digits" }, "Audience"),
            (draft with { Identifiers = [] }, "Identifiers"),
            (draft with { Segments = [] }, "Segments"),
            (draft with { Schedule = new ExportSchedule { Kind = ScheduleKind.Own } }, "Schedule"),
        ];

        foreach ((ExportDraft wrong, string item) in mistakes)
        {
            AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => _host.Exports.SaveAsync(People.Administrator, wrong, cancellationToken: Token));
            Assert.Equal(item, Assert.Single(refusal.Problems).Item);
        }

        Assert.Equal(0, (await _host.Exports.GetExportsAsync(People.Administrator, null, Token)).Total);
    }

    [Fact]
    public async Task Path07_AllMistakesInAnExport_AreNamedTogether()
    {
        var draft = new ExportDraft { Identifiers = [], Schedule = new ExportSchedule { Kind = ScheduleKind.Own } };

        AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() => _host.Exports.SaveAsync(People.Administrator, draft, cancellationToken: Token));

        Assert.Equal(["Audience", "Connection", "DisplayName", "Identifiers", "Schedule", "Segments"], refusal.Problems.Select(problem => problem.Item).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Path08_WhatIsNoSegment_CannotBeExported()
    {
        Connection connection = await _host.ConnectAsync();

        AudienceExportValidationException refusal = await Assert.ThrowsAsync<AudienceExportValidationException>(() =>
            _host.Exports.SaveAsync(People.Administrator, _host.Draft(connection.Id) with { Segments = [SegmentId.Parse("a measure")] }, cancellationToken: Token));

        Assert.Equal("'a measure' is not a segment of the source; only segments can be exported.", Assert.Single(refusal.Problems).Message);
    }

    [Fact]
    public async Task Path09_AConnectionInUse_IsNotRemoved_AndNamesWhatUsesIt()
    {
        Connection connection = await _host.ConnectAsync();
        Export first = await _host.SaveExportAsync(connection.Id, "First"), second = await _host.SaveExportAsync(connection.Id, "Second");

        ConnectionInUseException refusal = await Assert.ThrowsAsync<ConnectionInUseException>(() => _host.Connections.RemoveAsync(People.Administrator, connection.Id, connection.Version, Token));

        Assert.Equal([new ExportReference(first.Id, "First"), new ExportReference(second.Id, "Second")], refusal.Dependents.OrderBy(export => export.DisplayName, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Path10_ADetachedExport_HasNoConnection_AndDoesNotRun()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.SaveExportAsync(connection.Id);

        Export detached = Assert.Single(await _host.Exports.DetachAsync(People.Administrator, [export.Id], Token));
        RunRecord run = await _host.RunAsync(detached);

        Assert.Equal((null, null, null), (detached.ConnectionName, detached.ConnectionState, detached.Definition.Connection));
        Assert.Equivalent(export.Definition with { Connection = null }, detached.Definition, strict: true);
        Assert.Equal(ExportStatus.Skipped, run.Status);
        Assert.NotNull(run.Problem);
        Assert.Equal((0, 0), (_host.Source.Reads, _host.CountMembers(export)));
        await _host.Connections.RemoveAsync(People.Administrator, connection.Id, (await _host.Connections.GetConnectionAsync(People.Administrator, connection.Id, Token)).Version, Token);
        Assert.Equal(ExportStatus.Skipped, (await _host.ShowAsync(export)).Status);
    }

    [Fact]
    public async Task Path11_AttachedAgain_ItRuns()
    {
        Connection first = await _host.ConnectAsync(), second = await _host.ConnectAsync("Other");
        Export export = await _host.SaveExportAsync(first.Id);
        await _host.Exports.DetachAsync(People.Administrator, [export.Id], Token);

        Export attached = await _host.Exports.AttachAsync(People.Administrator, export.Id, second.Id, Token);
        RunRecord run = await _host.RunAsync(attached);

        Assert.Equal("Other", attached.ConnectionName);
        Assert.Equal(ExportStatus.Successful, run.Status);
        Assert.Equal(2, _host.CountMembers(export));
        Assert.Equal(People.Actor("administrator"), Assert.IsType<Actor>(_host.Source.AskedAs[^1]));
    }

    [Fact]
    public async Task Path12_WithAnExpiredAuthentication_TheRunFails_AndSaysToAuthenticateAgain()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.SaveExportAsync(connection.Id);
        _host.Simulator.RevokeAuthorizations();

        RunRecord run = await _host.RunAsync(export);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ReauthenticationRequired), (run.Status, run.Problem!.Code));
        Assert.Contains("authenticate it again", run.Problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, _host.Source.Reads);
        Export shown = await _host.ShowAsync(export, People.Viewer);
        Assert.Equal((ExportStatus.Failed, ConnectionState.NeedsReauthentication, run.Problem), (shown.Status, shown.ConnectionState, shown.Problem));
    }

    [Fact]
    public async Task Path13_AuthenticatedAgain_TheNextRunSucceeds_AndTheExportIsUnchanged()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.ShowAsync(await _host.SaveExportAsync(connection.Id));
        _host.Simulator.RevokeAuthorizations();
        await _host.RunAsync(export);

        Connection again = await _host.AuthenticateAsync(connection.Id);
        RunRecord run = await _host.RunAsync(export);

        Assert.Equal((connection.Id, ConnectionState.Active), (again.Id, again.State));
        Assert.Equal(ExportStatus.Successful, run.Status);
        Export now = await _host.ShowAsync(export);
        Assert.Equal((export.Version, export.UpdatedAt, ExportStatus.Successful), (now.Version, now.UpdatedAt, now.Status));
        Assert.Equivalent(export.Definition, now.Definition, strict: true);
    }

    [Fact]
    public async Task Path14_AnAudienceOfTheWrongType_FailsTheRun_BeforeAnythingIsRead()
    {
        Connection connection = await _host.ConnectAsync();
        var audience = AudienceId.Parse("42");
        _host.Simulator.AddAudience(new SnapchatAudience(audience, "Similar people") { SourceType = AudienceSourceType.Lookalike });
        Export export = await _host.Exports.SaveAsync(People.Administrator, _host.Draft(connection.Id) with { Audience = audience.Value }, cancellationToken: Token);

        RunRecord run = await _host.RunAsync(export);

        Assert.Equal(ExportStatus.Failed, run.Status);
        Assert.Contains("LOOKALIKE", run.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(0, _host.Source.Reads);
        Assert.DoesNotContain(_host.Simulator.Requests, request => request.Operation == SimulatedOperation.AddUsers);
    }

    [Fact]
    public async Task Path15_AViewer_SeesExportsAndTheirStatus_ButNoSecrets()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.SaveExportAsync(connection.Id);
        _host.Source.Segments["buyers"] = ["canary.person@example.com"];
        await _host.RunAsync(export);

        Page<Export> exports = await _host.Exports.GetExportsAsync(People.Viewer, null, Token);
        Page<RunRecord> runs = await _host.Runner.GetRunsAsync(People.Viewer, null, Token);

        Export row = Assert.Single(exports.Items);
        Assert.Equal((ExportStatus.Successful, "Shop", ExportRight.CanView), (row.Status, row.ConnectionName, row.Right));
        Assert.NotNull(row.RefreshedAt);
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => _host.Connections.GetConnectionsAsync(People.Viewer, Token));
        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => _host.Runner.StartAsync(People.Viewer, export.Id, cancellationToken: Token));
        Page<AuditRecord> audit = await _host.Audit.GetRecordsAsync(People.Administrator, null, Token);
        string everything = JsonSerializer.Serialize(exports) + JsonSerializer.Serialize(runs) + JsonSerializer.Serialize(audit)
            + JsonSerializer.Serialize(await _host.Connections.GetConnectionsAsync(People.Administrator, Token)) + string.Join('\n', _host.Log.Lines);
        Assert.DoesNotContain("canary", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(SimulatorSecret(), everything);
    }

    [Fact]
    public async Task Path16_ADuplicate_IsADraftUntilItIsSaved()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.SaveExportAsync(connection.Id);

        ExportDraft copy = await _host.Exports.DuplicateAsync(People.Administrator, export.Id, Token);

        Assert.Equal((null, "Copy of Newsletter"), (copy.Id, copy.DisplayName));
        Assert.Equal(1, (await _host.Exports.GetExportsAsync(People.Administrator, null, Token)).Total);
        await _host.Exports.SaveAsync(People.Administrator, copy, cancellationToken: Token);
        Assert.Equal(2, (await _host.Exports.GetExportsAsync(People.Administrator, null, Token)).Total);
    }

    [Fact]
    public async Task Path17_RemovingExportAndConnection_LeavesTheAudienceAlone()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.SaveExportAsync(connection.Id);
        await _host.RunAsync(export);

        await _host.Exports.RemoveAsync(People.Administrator, export.Id, export.Version, Token);
        await _host.Connections.RemoveAsync(People.Administrator, connection.Id, (await _host.Connections.GetConnectionAsync(People.Administrator, connection.Id, Token)).Version, Token);

        Assert.Equal(2, _host.CountMembers(export));
        Assert.DoesNotContain(_host.Simulator.Requests, request => request.Operation is SimulatedOperation.RemoveUsers or SimulatedOperation.RemoveAllUsers or SimulatedOperation.DeleteAudience);
        Assert.Empty(await _host.Connections.GetConnectionsAsync(People.Administrator, Token));
    }

    [Fact]
    public async Task Path18_AMirror_SendsWhoIsNew_AndRemovesWhoHasLeft()
    {
        Connection connection = await _host.ConnectAsync();
        string?[] people = [.. Enumerable.Range(0, 10).Select(number => $"person-{number}@example.com")];
        _host.Source.Segments["buyers"] = people;
        Export export = await _host.Exports.SaveAsync(People.Administrator, _host.Draft(connection.Id) with { Mode = ExportMode.Mirror }, cancellationToken: Token);
        RunRecord first = await _host.RunAsync(export);
        _host.Source.Segments["buyers"] = [.. people[1..], "new@example.com"];

        RunRecord second = await _host.RunAsync(export), third = await _host.RunAsync(export);

        Assert.Equal([ExportStatus.Successful, ExportStatus.Successful, ExportStatus.Successful], [first.Status, second.Status, third.Status]);
        Assert.Equal([(10L, 0L), (1, 1), (0, 0)], new[] { first, second, third }.Select(run => run.Report!.Identifiers.Single()).Select(email => (email.Added, email.Removed)));
        Assert.Equal(
            _host.Source.Segments["buyers"].Select(Digest).Order(),
            _host.Simulator.GetMembers(export.Definition.Audience, IdentifierKind.Email).Order());

        static Sha256Digest Digest(string? email)
        {
            Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash(email, out Sha256Digest digest));
            return digest;
        }
    }

    [Fact]
    public async Task Path19_AnErasedPerson_StaysAbsent_UntilTheErasureIsLifted()
    {
        Connection connection = await _host.ConnectAsync();
        Export export = await _host.SaveExportAsync(connection.Id);
        _host.Source.Segments["buyers"] = ["canary.person@example.com", "other@example.com"];
        await _host.RunAsync(export);
        Assert.Equal(2, _host.CountMembers(export));
        var person = new ErasureRequest(PersonIdentifier.Email("Canary.Person@Example.com"));

        ErasureReport report = await _host.Erasures.EraseAsync(People.Administrator, person, Token);

        Assert.True(report.IsComplete);
        Assert.Equal([export.Definition.Audience], report.Audiences.Select(static audience => audience.Audience));
        Assert.Equal(1, _host.CountMembers(export));
        Assert.Equal(1, (await _host.RunAsync(export)).Report!.Identifiers[0].Suppressed);
        Assert.Equal([export.Definition.Audience], await _host.Membership.MarkRestoredAsync(People.Administrator, Token));
        Assert.Equal(1, (await _host.RunAsync(export)).Report!.Identifiers[0].Added);
        Assert.Equal(1, _host.CountMembers(export));
        Assert.Equal(1, (await _host.Erasures.LiftAsync(People.Administrator, person, Token)).Lifted);
        await _host.RunAsync(export);
        Assert.Equal(2, _host.CountMembers(export));
        Assert.Empty(await _host.Erasures.GetPendingAsync(People.Administrator, Token));
        string everything = JsonSerializer.Serialize(await _host.Audit.GetRecordsAsync(People.Administrator, null, Token)) + string.Join('\n', _host.Log.Lines);
        Assert.DoesNotContain("canary", everything, StringComparison.OrdinalIgnoreCase);
        Assert.All(_host.Simulator.GetMembers(export.Definition.Audience, IdentifierKind.Email), digest => Assert.DoesNotContain(digest.ToString(), everything, StringComparison.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await DisposeStoreAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes what the store needs before anything is registered.</summary>
    protected virtual ValueTask PrepareStoreAsync() => ValueTask.CompletedTask;

    protected abstract void UseStore(ISnapchatAudienceExportBuilder builder);

    /// <summary>Removes what the store left behind.</summary>
    protected virtual ValueTask DisposeStoreAsync() => ValueTask.CompletedTask;

    // What the simulator issues begins so.
    [GeneratedRegex("(?:secret|refresh|access|code)-[0-9a-f]{32}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SimulatorSecret();
}
