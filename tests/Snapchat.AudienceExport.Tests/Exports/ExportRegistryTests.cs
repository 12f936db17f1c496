using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class ExportRegistryTests : IAsyncDisposable
{
    private readonly RegistryHarness _harness = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IExportRegistry Exports => _harness.Exports;

    [Fact]
    public async Task ADraft_IsNotStored()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();

        ExportDraft draft = await Exports.CreateDraftAsync(People.Contributor, shop.Id, Token);

        Assert.Null(draft.Id);
        Assert.Equal(shop.Id, draft.Connection);
        Assert.Equal(new IdentifierMapping(IdentifierKind.Email, "email"), Assert.Single(draft.Identifiers));
        Assert.Equal(ExportMode.AddOnly, draft.Mode);
        Assert.Equal(ExportSchedule.SystemRefresh, draft.Schedule);
        Assert.Empty((await Exports.GetExportsAsync(People.Viewer, null, Token)).Items);
    }

    [Fact]
    public async Task ASavedExport_IsShownAsItWasWritten()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        ExportDraft draft = _harness.Draft(shop.Id) with { DisplayName = " Newsletter ", Audience = " 5677923948298240 ", Segments = [SegmentId.Parse("visitors"), SegmentId.Parse("buyers"), SegmentId.Parse("visitors")], Mode = ExportMode.Mirror };

        Export saved = await Exports.SaveAsync(People.Contributor, draft, cancellationToken: Token);

        Assert.Equal(1, saved.Version);
        Assert.Equal(("Newsletter", AudienceId.Parse("5677923948298240"), shop.Id, ExportMode.Mirror), (saved.Definition.DisplayName, saved.Definition.Audience, saved.Definition.Connection, saved.Definition.Mode));
        Assert.Equal(["visitors", "buyers"], saved.Definition.Segments.Select(id => id.Value));
        Assert.Equal(("Shop", ConnectionType.Snapchat, ConnectionState.Active, ExportRight.CanEdit), (saved.ConnectionName, saved.ConnectionType, saved.ConnectionState, saved.Right));
        Assert.Equal((null, null, null, null), (saved.Status, saved.LatestRun, saved.Problem, saved.RefreshedAt));
        Assert.Equal((People.Actor("contributor"), _harness.Time.GetUtcNow()), (saved.UpdatedBy, saved.UpdatedAt));
        Assert.Equivalent(saved, await Exports.GetExportAsync(People.Contributor, saved.Id, Token), strict: true);
        AuditRecord record = Assert.Single(await _harness.AuditAsync(AuditAction.CreateExport));
        Assert.Equal((People.Actor("contributor"), AuditOutcome.Succeeded, new AuditSubject("export", saved.Id.ToString(), "Newsletter")), (record.Actor, record.Outcome, record.Subject));
    }

    [Fact]
    public async Task AnEdit_ChangesOneExportAndNoOther()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export first = await _harness.SaveAsync(shop.Id, "First"), second = await _harness.SaveAsync(shop.Id, "Second");
        ExportDraft draft = await Exports.EditAsync(People.Contributor, first.Id, Token);
        _harness.Time.Advance(TimeSpan.FromHours(1));

        Export edited = await Exports.SaveAsync(People.Contributor, draft with { DisplayName = "Renamed", Segments = [SegmentId.Parse("visitors")] }, cancellationToken: Token);

        Assert.Equal((first.Id, 2, "Renamed", first.Definition.Audience), (edited.Id, edited.Version, edited.Definition.DisplayName, edited.Definition.Audience));
        Assert.Equal((People.Actor("contributor"), first.UpdatedAt.AddHours(1)), (edited.UpdatedBy, edited.UpdatedAt));
        StoredExport stored = (await _harness.Store.FindExportAsync(first.Id, Token))!;
        Assert.Equal((People.Actor("administrator"), first.UpdatedAt), (stored.CreatedBy, stored.CreatedAt));
        Assert.Equivalent(second, await Exports.GetExportAsync(People.Administrator, second.Id, Token), strict: true);
        Assert.Equal("Renamed", Assert.Single(await _harness.AuditAsync(AuditAction.EditExport)).Subject?.DisplayName);
    }

    [Fact]
    public async Task AnEditFromAnOlderVersion_IsRefused()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id);
        ExportDraft one = await Exports.EditAsync(People.Administrator, export.Id, Token), other = await Exports.EditAsync(People.Contributor, export.Id, Token);
        await Exports.SaveAsync(People.Administrator, one with { DisplayName = "One" }, cancellationToken: Token);

        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => Exports.SaveAsync(People.Contributor, other with { DisplayName = "Other" }, cancellationToken: Token));

        Assert.Equal("One", (await Exports.GetExportAsync(People.Viewer, export.Id, Token)).Definition.DisplayName);
        Assert.Equal([AuditOutcome.Failed, AuditOutcome.Succeeded], (await _harness.AuditAsync(AuditAction.EditExport)).Select(record => record.Outcome));
    }

    [Fact]
    public async Task ADuplicate_IsAnUnsavedDraft()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id);

        ExportDraft copy = await Exports.DuplicateAsync(People.Contributor, export.Id, Token);

        Assert.Equal((null, 0L, "Copy of Newsletter"), (copy.Id, copy.Version, copy.DisplayName));
        Assert.Equal((export.Definition.Audience.Value, export.Definition.Connection), (copy.Audience, copy.Connection));
        Assert.Equal(export.Definition.Segments, copy.Segments);
        Assert.Single((await Exports.GetExportsAsync(People.Viewer, null, Token)).Items);
        Export saved = await Exports.SaveAsync(People.Contributor, copy, cancellationToken: Token);
        Assert.NotEqual(export.Id, saved.Id);
        Assert.Equivalent(export, await Exports.GetExportAsync(People.Administrator, export.Id, Token), strict: true);
    }

    [Theory]
    [InlineData(192, 200)]
    [InlineData(193, 200)]
    [InlineData(200, 200)]
    public async Task TheNameOfADuplicate_CanBeSaved(int length, int expected)
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id, new string('x', length));

        ExportDraft copy = await Exports.DuplicateAsync(People.Administrator, export.Id, Token);

        Assert.Equal(expected, copy.DisplayName.Length);
        Assert.Empty(await Exports.ValidateAsync(People.Administrator, copy, Token));
    }

    [Fact]
    public async Task TheNameOfADuplicate_IsNotCutWithinACharacter()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id, new string('x', 191) + "😀");

        ExportDraft copy = await Exports.DuplicateAsync(People.Administrator, export.Id, Token);

        Assert.Equal("Copy of " + new string('x', 191), copy.DisplayName);
    }

    [Fact]
    public async Task ARemovedExport_IsGone_AndStaysInTheAuditLog()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id);

        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => Exports.RemoveAsync(People.Contributor, export.Id, export.Version + 1, Token));
        await Exports.RemoveAsync(People.Contributor, export.Id, export.Version, Token);

        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => Exports.GetExportAsync(People.Viewer, export.Id, Token));
        Assert.Equal("Newsletter", (await _harness.AuditAsync(AuditAction.RemoveExport))[0].Subject?.DisplayName);
    }

    [Fact]
    public async Task ARunningExport_IsNotRemoved()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id);
        RunRecord run = await _harness.AddRunAsync(export, ExportStatus.Queued);

        RunInProgressException exception = await Assert.ThrowsAsync<RunInProgressException>(() => Exports.RemoveAsync(People.Administrator, export.Id, export.Version, Token));

        Assert.Equal(run.Id, exception.Run);
    }

    [Fact]
    public async Task TheStatus_IsThatOfTheLatestRun_AndRefreshedThatOfTheLastSuccess()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id), never = await _harness.SaveAsync(shop.Id, "Never run");
        RunRecord success = await _harness.AddRunAsync(export, ExportStatus.Successful);
        var problem = new ExportProblem(ExportProblemCode.ReauthenticationRequired, ProblemCulprit.User, "Authenticate again.");
        RunRecord failure = await _harness.AddRunAsync(export, ExportStatus.Failed, problem);

        Export[] shown = [.. (await Exports.GetExportsAsync(People.Viewer, null, Token)).Items];

        Assert.Equal(["Never run", "Newsletter"], shown.Select(row => row.Definition.DisplayName));
        Assert.Equal((null, null), (shown[0].Status, shown[0].RefreshedAt));
        Assert.Equal((ExportStatus.Failed, failure.Id, problem, success.EndedAt), (shown[1].Status, shown[1].LatestRun, shown[1].Problem, shown[1].RefreshedAt));
        Assert.Equal(never.Id, shown[0].Id);
    }

    [Fact]
    public async Task Search_LooksAtNamesAndTypes_InAnyCase()
    {
        StoredConnection shop = await _harness.AddConnectionAsync("Қосылым Shop"), crm = await _harness.AddConnectionAsync("CRM");
        await _harness.SaveAsync(shop.Id, "Alpha");
        await _harness.SaveAsync(crm.Id, "Beta");
        await _harness.SaveDetachedAsync(crm.Id, "Gamma");

        Assert.Equal(["Alpha", "Beta", "Gamma"], await FindAsync(null));
        Assert.Equal(["Alpha", "Beta", "Gamma"], await FindAsync("  "));
        Assert.Equal(["Beta"], await FindAsync(" bET "));
        Assert.Equal(["Alpha"], await FindAsync("қОСЫЛЫМ"));
        Assert.Equal(["Beta"], await FindAsync("crm"));
        Assert.Equal(["Alpha", "Beta"], await FindAsync("snapchat"));
        Assert.Empty(await FindAsync("nothing"));
    }

    [Fact]
    public async Task Lists_ComeInParts()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        foreach (string name in new[] { "C", "A", "B" })
            await _harness.SaveAsync(shop.Id, name);

        Page<Export> page = await Exports.GetExportsAsync(People.Viewer, new ExportQuery { Skip = 1, Take = 1 }, Token);

        Assert.Equal(("B", 3), (Assert.Single(page.Items).Definition.DisplayName, page.Total));
        foreach (ExportQuery wrong in new[] { new ExportQuery { Skip = -1 }, new ExportQuery { Take = 0 }, new ExportQuery { Take = 1001 } })
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Exports.GetExportsAsync(People.Viewer, wrong, Token));
    }

    [Fact]
    public async Task WhatMayBeDone_ChangesWithSharing()
    {
        StoredConnection shop = await _harness.AddConnectionAsync(shared: false), crm = await _harness.AddConnectionAsync("CRM");
        await _harness.SaveAsync(shop.Id, "Alpha");
        await _harness.SaveAsync(crm.Id, "Beta");
        await _harness.SaveDetachedAsync(crm.Id, "Gamma");

        Assert.Equal([ExportRight.CanView, ExportRight.CanEdit, ExportRight.CanView], await RightsAsync());
        await _harness.ShareAsync(shop.Id, new ConnectionAccess { Users = [People.Actor("contributor")] });
        Assert.Equal([ExportRight.CanEdit, ExportRight.CanEdit, ExportRight.CanView], await RightsAsync());
        await _harness.ShareAsync(crm.Id, ConnectionAccess.Administrators);
        Assert.Equal([ExportRight.CanEdit, ExportRight.CanView, ExportRight.CanView], await RightsAsync());
        Assert.All((await Exports.GetExportsAsync(People.Administrator, null, Token)).Items, export => Assert.Equal(ExportRight.CanEdit, export.Right));
        Assert.All((await Exports.GetExportsAsync(People.Viewer, null, Token)).Items, export => Assert.Equal(ExportRight.CanView, export.Right));

        async Task<IEnumerable<ExportRight>> RightsAsync() => (await Exports.GetExportsAsync(People.Contributor, null, Token)).Items.Select(export => export.Right);
    }

    [Fact]
    public async Task AttachingADetachedExport_GivesItAConnectionAndNothingElse()
    {
        StoredConnection shop = await _harness.AddConnectionAsync(), crm = await _harness.AddConnectionAsync("CRM"), draft = await _harness.AddConnectionAsync("Draft", state: ConnectionState.Draft);
        Export detached = await _harness.SaveDetachedAsync(shop.Id);
        Assert.Equal((null, null, null), (detached.ConnectionName, detached.ConnectionType, detached.ConnectionState));

        await Assert.ThrowsAsync<AudienceExportValidationException>(() => Exports.AttachAsync(People.Administrator, detached.Id, draft.Id, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => Exports.AttachAsync(People.Administrator, detached.Id, ConnectionId.New(_harness.Time), Token));
        Export attached = await Exports.AttachAsync(People.Administrator, detached.Id, crm.Id, Token);
        AudienceExportValidationException twice = await Assert.ThrowsAsync<AudienceExportValidationException>(() => Exports.AttachAsync(People.Administrator, detached.Id, shop.Id, Token));

        Assert.Equal("CRM", attached.ConnectionName);
        Assert.Equivalent(detached.Definition with { Connection = crm.Id }, attached.Definition, strict: true);
        Assert.Equal("The export has a connection already; edit it to choose another one.", twice.Message);
        Assert.Equal($"To connection \"CRM\" ({crm.Id}).", (await _harness.AuditAsync(AuditAction.AttachExport)).Single(record => record.Outcome == AuditOutcome.Succeeded).Detail);
    }

    [Fact]
    public async Task Detaching_TakesTheConnectionAndNothingElse_FromAllOrNone()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export first = await _harness.SaveAsync(shop.Id, "First"), second = await _harness.SaveAsync(shop.Id, "Second"), gone = await _harness.SaveDetachedAsync(shop.Id, "Gone");

        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => Exports.DetachAsync(People.Administrator, [first.Id, ExportId.New(_harness.Time)], Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Exports.DetachAsync(People.Administrator, [], Token));
        Assert.Equal("Shop", (await Exports.GetExportAsync(People.Viewer, first.Id, Token)).ConnectionName);
        IReadOnlyList<Export> detached = await Exports.DetachAsync(People.Administrator, [first.Id, gone.Id, second.Id], Token);

        Assert.Equal([first.Id, gone.Id, second.Id], detached.Select(export => export.Id));
        Assert.All(detached, export => Assert.Equal((2, null, null), (export.Version, export.ConnectionName, export.Definition.Connection)));
        Assert.Equivalent(first.Definition with { Connection = null }, detached[0].Definition, strict: true);
        Assert.Equal(2, (await _harness.AuditAsync(AuditAction.DetachExport)).Count(record => record.Outcome == AuditOutcome.Succeeded && record.Actor == People.Actor("administrator") && record.Subject is not null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Detaching_ReturnsWhenNoRunUploadsAnyMore(bool isCanceled)
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id);
        StoredLease lease = (await _harness.Store.TryAcquireLeaseAsync($"audience:{export.Definition.Audience}", "worker", TimeSpan.FromHours(1), cancellationToken: Token))!;
        await _harness.AddRunAsync(export, ExportStatus.Processing, fence: lease.Fence);
        using var canceling = new CancellationTokenSource();

        Task<IReadOnlyList<Export>> detaching = Exports.DetachAsync(People.Administrator, [export.Id], canceling.Token);
        _harness.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(detaching.IsCompleted);
        Assert.Null((await Exports.GetExportAsync(People.Viewer, export.Id, Token)).Definition.Connection);
        if (isCanceled)
        {
            await canceling.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => detaching);
            return;
        }

        await _harness.Store.ReleaseLeaseAsync(lease, Token);
        while (!detaching.IsCompleted)
        {
            _harness.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(ExportStatus.Processing, Assert.Single(await detaching).Status);
    }

    [Fact]
    public async Task ASchedule_IsSetForAllOrNone()
    {
        StoredConnection shop = await _harness.AddConnectionAsync(), own = await _harness.AddConnectionAsync("Own", shared: false);
        Export first = await _harness.SaveAsync(shop.Id, "First"), second = await _harness.SaveAsync(shop.Id, "Second"), foreign = await _harness.SaveAsync(own.Id, "Foreign");
        var daily = new ExportSchedule { Kind = ScheduleKind.Own, Recurrence = new Recurrence { Times = [new TimeOnly(6, 30)], TimeZone = "Asia/Almaty" } };

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => Exports.SetScheduleAsync(People.Contributor, [first.Id, foreign.Id], daily, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => Exports.SetScheduleAsync(People.Contributor, [first.Id, ExportId.New(_harness.Time)], daily, Token));
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => Exports.SetScheduleAsync(People.Contributor, [first.Id], daily with { Recurrence = null }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Exports.SetScheduleAsync(People.Contributor, [], daily, Token));
        Assert.Equal(ExportSchedule.SystemRefresh, (await Exports.GetExportAsync(People.Viewer, first.Id, Token)).Definition.Schedule);
        IReadOnlyList<Export> changed = await Exports.SetScheduleAsync(People.Contributor, [second.Id, first.Id, second.Id], daily, Token);

        Assert.Equal([second.Id, first.Id], changed.Select(export => export.Id));
        Assert.All(changed, export => Assert.Equal((daily, 2), (export.Definition.Schedule, export.Version)));
        Assert.Equal(2, (await _harness.AuditAsync(AuditAction.ScheduleExport)).Count(record => record.Outcome == AuditOutcome.Succeeded));
    }

    [Fact]
    public async Task SegmentsAndFields_AreSeenAsTheExportUser()
    {
        StoredConnection shop = await _harness.AddConnectionAsync(), draft = await _harness.AddConnectionAsync("Draft", state: ConnectionState.Draft);
        _harness.Source.Fields["visitors"] = ["mail"];

        IReadOnlyList<SegmentInfo> segments = await Exports.GetSegmentsAsync(People.Contributor, shop.Id, Token);
        IReadOnlyList<ProfileField> any = await Exports.GetProfileFieldsAsync(People.Contributor, shop.Id, null, Token), own = await Exports.GetProfileFieldsAsync(People.Contributor, shop.Id, SegmentId.Parse("visitors"), Token);

        Assert.Equal([("buyers", 2L), ("visitors", 1L)], segments.Select(segment => (segment.Id.Value, segment.MemberCount!.Value)));
        Assert.Equal(("email", "mail"), (Assert.Single(any).Name, Assert.Single(own).Name));
        Assert.All(_harness.Source.AskedAs, asked => Assert.Equal(new Actor("export-user"), asked));
        Assert.Equal(3, (await _harness.AuditAsync(AuditAction.UseConnection)).Count);
        await Assert.ThrowsAsync<AudienceExportValidationException>(() => Exports.GetSegmentsAsync(People.Administrator, draft.Id, Token));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => Exports.GetSegmentsAsync(People.Administrator, ConnectionId.New(_harness.Time), Token));
    }

    [Fact]
    public async Task SegmentsOfAnExport_AreAskedOfTheSource_ForWhoMayUseTheConnectionAlone()
    {
        StoredConnection secret = await _harness.AddConnectionAsync(shared: false);
        Export export = await Exports.SaveAsync(People.Administrator, _harness.Draft(secret.Id) with { Segments = [SegmentId.Parse("visitors"), SegmentId.Parse("buyers")] }, cancellationToken: Token);
        int looks = (await _harness.AuditAsync(AuditAction.UseConnection)).Count;

        IReadOnlyList<SegmentInfo> whole = await Exports.GetExportSegmentsAsync(People.Administrator, export.Id, Token);
        int asked = _harness.Source.AskedAs.Count;
        IReadOnlyList<SegmentInfo> before = await Exports.GetExportSegmentsAsync(People.Contributor, export.Id, Token);
        await _harness.AddRunAsync(export, ExportStatus.Successful, segments: new SegmentCount(SegmentId.Parse("buyers"), "Buyers then", 7));
        await _harness.AddRunAsync(export, ExportStatus.Failed);
        IReadOnlyList<SegmentInfo> after = await Exports.GetExportSegmentsAsync(People.Viewer, export.Id, Token);

        Assert.Equal([("Name of visitors", 1L), ("Name of buyers", 2L)], whole.Select(segment => (segment.Name, segment.MemberCount!.Value)));
        Assert.Equal([("visitors", (long?)null), ("buyers", null)], before.Select(segment => (segment.Name, segment.MemberCount)));
        Assert.Equal([("visitors", (long?)null), ("Buyers then", 7)], after.Select(segment => (segment.Name, segment.MemberCount)));
        Assert.Equal((asked, looks + 1), (_harness.Source.AskedAs.Count, (await _harness.AuditAsync(AuditAction.UseConnection)).Count));
    }

    [Fact]
    public async Task SegmentsOfAnExport_AreToldByTheLatestRun_WhereTheSourceCannotBeAsked()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        Export export = await _harness.SaveAsync(shop.Id), detached = await _harness.SaveDetachedAsync(shop.Id, "Detached");
        foreach (Export run in (Export[])[export, detached])
            await _harness.AddRunAsync(run, ExportStatus.Successful, segments: new SegmentCount(SegmentId.Parse("buyers"), "Buyers then", 7));
        _harness.Source.Failure = new InvalidTimeZoneException("row of canary@example.com");

        foreach (Export shown in (Export[])[export, detached])
            Assert.Equal(new SegmentInfo(SegmentId.Parse("buyers"), "Buyers then") { MemberCount = 7 }, Assert.Single(await Exports.GetExportSegmentsAsync(People.Administrator, shown.Id, Token)));
        await Assert.ThrowsAsync<AudienceExportNotFoundException>(() => Exports.GetExportSegmentsAsync(People.Administrator, ExportId.New(_harness.Time), Token));
    }

    [Fact]
    public async Task AFailingSource_TellsItsTypeAndNothingElse()
    {
        StoredConnection shop = await _harness.AddConnectionAsync();
        _harness.Source.Failure = new InvalidTimeZoneException("row of canary@example.com");
        ExportDraft draft = _harness.Draft(shop.Id);

        SegmentReadException[] failures =
        [
            await Assert.ThrowsAsync<SegmentReadException>(() => Exports.GetSegmentsAsync(People.Administrator, shop.Id, Token)),
            await Assert.ThrowsAsync<SegmentReadException>(() => Exports.GetProfileFieldsAsync(People.Administrator, shop.Id, null, Token)),
            await Assert.ThrowsAsync<SegmentReadException>(() => Exports.ValidateAsync(People.Administrator, draft, Token)),
            await Assert.ThrowsAsync<SegmentReadException>(() => Exports.SaveAsync(People.Administrator, draft, cancellationToken: Token)),
        ];

        Assert.All(failures, failure => Assert.Equal("System.InvalidTimeZoneException", failure.SourceExceptionType));
        Assert.All(failures, failure => Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal));
        Assert.StartsWith("The profile fields could not be listed: the source failed with System.InvalidTimeZoneException.", failures[1].Message, StringComparison.Ordinal);
        Assert.All(await _harness.AuditAsync(), record => Assert.DoesNotContain("canary", record.ToString(), StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    private async Task<IEnumerable<string>> FindAsync(string? search) =>
        (await Exports.GetExportsAsync(People.Viewer, new ExportQuery { Search = search }, Token)).Items.Select(export => export.Definition.DisplayName);
}
