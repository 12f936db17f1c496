using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Running;

public sealed class ExportWorkerTests
{
    private const string Canary = "canary@example.com";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Succeeds_WithItsRecordComplete()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync();
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport export = await world.AddExportAsync(connection.Id);

        RunId id = await RunWorld.StartAsync(process, export);
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((ExportStatus.Successful, null), (run.Status, run.Problem));
        Assert.Equal((id, 3, ExportStage.Finished), (run.Report!.Run, run.Report.Identifiers.Single().Accepted, run.Progress!.Stage));
        Assert.Equal(id, run.Progress.Run);
        Assert.True(run.QueuedAt <= run.StartedAt && run.StartedAt <= run.EndedAt);
        Assert.Equal(connection.Id, world.Snapchat.Connections.First());
        AuditRecord audit = Assert.Single(await world.AuditAsync(AuditAction.EndRun));
        Assert.Equal((AuditOutcome.Succeeded, id.ToString()), (audit.Outcome, audit.Subject!.Id));
        Assert.Empty(await world.Store.GetLeasesAsync("audience:", Token));
    }

    [Fact]
    public async Task Run_UsesTheDefinitionAtItsStart_AndKeepsItDuringTheRun()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport export = await world.AddExportAsync(connection.Id);
        RunId id = await RunWorld.StartAsync(process, export);
        export = await world.ChangeAsync(export, static definition => definition with { DisplayName = "At its start", Audience = AudienceId.Parse("77") });
        var go = new TaskCompletionSource();
        world.Snapchat.BeforeAnswer = _ => go.Task;

        await process.StartWorkerAsync();
        await world.UntilAsync(() => world.Snapchat.Held == 1);
        await world.ChangeAsync(export, static definition => definition with { DisplayName = "Too late", Audience = AudienceId.Parse("88") });
        go.SetResult();
        RunRecord run = await world.EndAsync(id);

        Assert.Equal(ExportStatus.Successful, run.Status);
        Assert.Equal(("At its start", 2), (run.Definition.DisplayName, run.DefinitionVersion));
        Assert.Equal([77, 77, 77], world.Snapchat.Uploads.Select(static audience => long.Parse(audience.ToString())));
    }

    [Fact]
    public async Task Run_OfAnExportThatLeavesItsAudienceBeforeTheLease_WritesToTheNewOneAlone()
    {
        await using var world = new RunWorld();
        (IAudienceExportStore store, FlakyStore hooks) = FlakyStore.Over(world.Store);
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport export = await world.AddExportAsync(connection.Id);
        Task<StoredExport>? moved = null;
        hooks.Before = (method, arguments) =>
        {
            if (method == nameof(IAudienceExportStore.TryAcquireLeaseAsync) && $"audience:{export.Definition.Audience}".Equals(arguments[0]))
                moved ??= world.ChangeAsync(export, static definition => definition with { Audience = AudienceId.Parse("77") });
        };
        RunProcess process = await world.StartWorkerAsync(store: store);

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, export));

        Assert.Equal(2, (await moved!).Version);
        Assert.Equal((ExportStatus.Successful, 2), (run.Status, run.DefinitionVersion));
        Assert.All(world.Snapchat.Uploads, static audience => Assert.Equal("77", audience.ToString()));
        Assert.Empty(await world.Store.GetLeasesAsync("audience:", Token));
    }

    [Theory]
    [InlineData("detached", ExportStatus.Skipped, ExportProblemCode.NoConnection, "no connection")]
    [InlineData("expired", ExportStatus.Failed, ExportProblemCode.ReauthenticationRequired, "authenticate again")]
    [InlineData("consent", ExportStatus.Failed, ExportProblemCode.ConsentMissing, "consent")]
    [InlineData("another account", ExportStatus.Failed, ExportProblemCode.ConsentMissing, "consent")]
    [InlineData("draft", ExportStatus.Failed, ExportProblemCode.ConnectionIncomplete, "save it")]
    [InlineData("export user", ExportStatus.Failed, ExportProblemCode.ConnectionIncomplete, "export user")]
    [InlineData("segments", ExportStatus.Failed, ExportProblemCode.InvalidExport, "segment")]
    public async Task Run_ThatMayNotStart_EndsWithTheReason(string what, ExportStatus status, ExportProblemCode code, string words)
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync();
        StoredConnection connection = await world.AddConnectionAsync(connection => what switch
        {
            "expired" => connection with { State = ConnectionState.NeedsReauthentication },
            "consent" => connection with { Consent = null },
            "another account" => connection with { SnapchatAccount = new SnapchatUser("other", null, null) },
            "draft" => connection with { State = ConnectionState.Draft },
            "export user" => connection with { ExportUser = null },
            _ => connection,
        });
        StoredExport export = await world.AddExportAsync(what == "detached" ? null : connection.Id, definition => what == "segments" ? definition with { Segments = [] } : definition);

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, export));

        Assert.Equal((status, code), (run.Status, run.Problem!.Code));
        Assert.Contains(words, run.Problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Null(run.StartedAt);
        Assert.Empty(world.Snapchat.Connections);
    }

    [Fact]
    public async Task Run_OfSomebodyWhoLostTheShare_IsRefused_AndScheduledOnesGoOn()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport export = await world.AddExportAsync(connection.Id);
        RunId asked = await process.Runner.StartAsync(People.Contributor, export.Id, null, Token);
        RunId? scheduled = await process.Queue.TryAddAsync(
            export, RunTrigger.Schedule, People.Cleo, AudienceExportRole.Contributor, new RunRequest(), world.Clock.GetUtcNow(), Token);
        await world.ChangeAsync(connection, static connection => connection with { Access = ConnectionAccess.Administrators });

        await process.StartWorkerAsync();
        RunRecord refused = await world.EndAsync(asked);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.AccessLost), (refused.Status, refused.Problem!.Code));
        Assert.Equal(ExportStatus.Successful, (await world.EndAsync(scheduled!.Value)).Status);
        AuditRecord denial = Assert.Single(await world.AuditAsync(AuditAction.EndRun), static record => record.Outcome == AuditOutcome.Denied);
        Assert.Equal(People.Cleo, denial.Actor);
    }

    [Theory]
    [InlineData(RunTrigger.OnDemand, ExportProblemCode.AccessLost)]
    [InlineData(RunTrigger.RunAll, ExportProblemCode.AccessLost)]
    [InlineData(RunTrigger.Schedule, ExportProblemCode.ConnectionIncomplete)]
    [InlineData(RunTrigger.SystemRefresh, ExportProblemCode.ConnectionIncomplete)]
    public async Task Run_WhosePersonOrExportUserIsAViewerByNow_IsRefused(RunTrigger trigger, ExportProblemCode code)
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(static builder => builder.Services.Replace(ServiceDescriptor.Singleton<IAudienceExportAuthorizer, Demoting>()));
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);

        RunId? id = await process.Queue.TryAddAsync(export, trigger, People.Ada, AudienceExportRole.Administrator, new RunRequest(), dueAt: null, Token);

        Assert.Equal(code, (await world.EndAsync(id!.Value)).Problem!.Code);
    }

    [Fact]
    public async Task Run_OfAWrongAudience_FailsBeforeAnythingIsRead()
    {
        await using var world = new RunWorld();
        bool isRead = false;
        RunProcess process = await world.StartWorkerAsync(builder => builder.Services.Replace(
            ServiceDescriptor.Scoped(_ => SegmentSource.FromEnumerable(Enumerable.Range(0, 1).Select(_ => isRead = true), static _ => "a@example.com"))));
        world.Snapchat.SourceType = AudienceSourceType.Lookalike;

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id)));

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.InvalidExport, ProblemCulprit.User), (run.Status, run.Problem!.Code, run.Problem.Culprit));
        Assert.False(isRead);
        Assert.Null(run.Report);
    }

    [Theory]
    [InlineData(false, ExportProblemCode.SourceFailed)]
    [InlineData(true, ExportProblemCode.Unexpected)]
    public async Task Run_OfAFailingSourceOrClient_NeverTellsAForeignMessage(bool isClient, ExportProblemCode code)
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(static builder => builder.Services.Replace(
            ServiceDescriptor.Scoped(static _ => SegmentSource.FromEnumerable(Failing(), static email => email))));
        world.Snapchat.Failure = isClient ? new FormatException(Canary) : null;

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id)));

        Assert.Equal((ExportStatus.Failed, code), (run.Status, run.Problem!.Code));
        Assert.Contains("FormatException", run.Problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, run.ToString() + run.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(process.Logs.GetSnapshot(), static record => record.Message.Contains(Canary, StringComparison.Ordinal) || record.Exception is not null);
    }

    [Fact]
    public async Task Run_WithoutASource_SaysWhatToRegister()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(static builder => builder.Services.RemoveAll<ISegmentSource>());

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id)));

        Assert.Contains("AddSegmentSource", run.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_OfOneExport_NeverOverlapAndKeepTheirOrder()
    {
        await using var world = new RunWorld();
        RunProcess one = await world.StartWorkerAsync(configure: static options => options.MaxConcurrentRuns = 4);
        await world.StartWorkerAsync(configure: static options => options.MaxConcurrentRuns = 4);
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        List<RunId> ids = [];
        for (int i = 0; i < 4; i++)
            ids.Add(await RunWorld.StartAsync(one, export));

        await world.EndAsync(ids[^1]);

        RunRecord[] runs = await Task.WhenAll(ids.Select(world.FindAsync));
        Assert.All(runs, static run => Assert.Equal(ExportStatus.Successful, run.Status));
        Assert.All(runs.Zip(runs.Skip(1)), static pair => Assert.True(pair.First.EndedAt <= pair.Second.StartedAt));
        Assert.False(world.Snapchat.HasOverlapped);
    }

    [Fact]
    public async Task Runs_OfOneAudience_TakeTurns_AndThoseOfOthersDoNotWait()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(configure: static options => options.MaxConcurrentRuns = 3);
        await world.StartWorkerAsync();
        StoredConnection connection = await world.AddConnectionAsync();
        StoredExport first = await world.AddExportAsync(connection.Id);
        StoredExport second = await world.AddExportAsync(connection.Id, definition => definition with { Audience = first.Definition.Audience });
        StoredExport third = await world.AddExportAsync(connection.Id);
        var go = new TaskCompletionSource();
        world.Snapchat.BeforeAnswer = number => number == 1 ? go.Task : Task.CompletedTask;
        RunId firstRun = await RunWorld.StartAsync(process, first);
        await world.UntilAsync(() => world.Snapchat.Held == 1);

        RunId secondRun = await RunWorld.StartAsync(process, second);
        await world.EndAsync(await RunWorld.StartAsync(process, third));
        Assert.Equal((ExportStatus.Processing, ExportStatus.Queued), ((await world.FindAsync(firstRun)).Status, (await world.FindAsync(secondRun)).Status));
        go.SetResult();
        RunRecord second2 = await world.EndAsync(secondRun);

        Assert.True((await world.FindAsync(firstRun)).EndedAt <= second2.StartedAt);
        Assert.False(world.Snapchat.HasOverlapped);
    }

    [Fact]
    public async Task Worker_ExecutesNoMoreAtOnceThanItMay()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(configure: static options => options.MaxConcurrentRuns = 2);
        StoredConnection connection = await world.AddConnectionAsync();
        var go = new TaskCompletionSource();
        world.Snapchat.BeforeAnswer = _ => go.Task;
        List<RunId> ids = [];
        for (int i = 0; i < 4; i++)
            ids.Add(await RunWorld.StartAsync(process, await world.AddExportAsync(connection.Id)));

        await world.UntilAsync(() => world.Snapchat.Held == 2);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, world.Snapchat.Held);
        Assert.Equal(2, (await world.Store.GetOpenRunsAsync(Token)).Count(static run => run.Record.Status == ExportStatus.Queued));
        go.SetResult();
        foreach (RunId id in ids)
            Assert.Equal(ExportStatus.Successful, (await world.EndAsync(id)).Status);
    }

    [Fact]
    public async Task AddExportWorker_Twice_AddsOne()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true, static builder => builder.AddExportWorker());
        Assert.Single(process.Services.GetServices<IHostedService>().OfType<ExportWorker>());
    }

    [Fact]
    public async Task History_IsPurgedDaily()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(configure: static options => options.RunRetention = TimeSpan.FromDays(1));
        StoredExport export = await world.AddExportAsync((await world.AddConnectionAsync()).Id);
        RunId old = await RunWorld.StartAsync(process, export);
        await world.EndAsync(old);
        RunId latest = await RunWorld.StartAsync(process, export);
        await world.EndAsync(latest);

        world.Clock.Advance(TimeSpan.FromDays(2));
        process.Clock.Advance(TimeSpan.FromDays(2));
        await world.UntilAsync(async () => await world.Store.FindRunAsync(old, Token) is null);

        Assert.NotNull(await world.Store.FindRunAsync(latest, Token));
    }

    [Fact]
    public async Task Queue_IsMeasured()
    {
        await using var world = new RunWorld();
        RunProcess process = world.AddProcess(hasWorker: true);
        using var length = new MetricCollector<long>(process.Services.GetRequiredService<IMeterFactory>(), "Snapchat.AudienceExport", "audience_export.run.queue.length");
        using var waited = new MetricCollector<double>(process.Services.GetRequiredService<IMeterFactory>(), "Snapchat.AudienceExport", "audience_export.run.queue.duration");
        RunId id = await RunWorld.StartAsync(process, await world.AddExportAsync((await world.AddConnectionAsync()).Id));
        await world.PassAsync(TimeSpan.FromSeconds(30));

        await process.StartWorkerAsync();
        await world.EndAsync(id);

        Assert.Equal(1, length.GetMeasurementSnapshot()[0].Value);
        Assert.InRange(waited.LastMeasurement!.Value, 30, 60);
    }

    [Fact]
    public async Task Workers_ThatDied_AreForgotten()
    {
        await using var world = new RunWorld();
        RunProcess dead = await world.StartWorkerAsync();
        await world.UntilAsync(async () => (await world.Store.GetLeasesAsync("worker:", Token)).Count == 1);
        dead.IsFrozen = true;
        world.Clock.Advance(TimeSpan.FromHours(2));

        await world.StartWorkerAsync();

        await world.UntilAsync(async () => (await world.Store.GetLeasesAsync("worker:", Token)) is [{ } worker] && worker.ExpiresAt > world.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Run_ThatCannotBeLookedAt_DoesNotHoldUpTheOthers()
    {
        await using var world = new RunWorld();
        RunProcess process = await world.StartWorkerAsync(static builder => builder.Services.Replace(ServiceDescriptor.Singleton<IAudienceExportAuthorizer, Choking>()));
        StoredConnection connection = await world.AddConnectionAsync();
        RunId? bad = await process.Queue.TryAddAsync(
            await world.AddExportAsync(connection.Id), RunTrigger.OnDemand, Choking.Unknown, AudienceExportRole.Administrator, new RunRequest(), dueAt: null, Token);

        RunRecord good = await world.EndAsync(await RunWorld.StartAsync(process, await world.AddExportAsync(connection.Id)));

        Assert.Equal(ExportStatus.Successful, good.Status);
        Assert.Equal(ExportStatus.Queued, (await world.FindAsync(bad!.Value)).Status);
        Assert.Contains(process.Logs.GetSnapshot(), record => record.Id.Name == "RunNotClaimed" && record.Message.Contains(bad.Value.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(process.Logs.GetSnapshot(), static record => record.Message.Contains(Canary, StringComparison.Ordinal) || record.Exception is not null);
    }

    private static IEnumerable<string> Failing()
    {
        yield return "a@example.com";
        throw new FormatException(Canary);
    }

    private sealed class Choking : IAudienceExportAuthorizer
    {
        public static Actor Unknown { get; } = new("unknown");

        public ValueTask<AudienceExportRole?> GetRoleAsync(System.Security.Claims.ClaimsPrincipal user, CancellationToken cancellationToken = default) => new(AudienceExportRole.Administrator);

        public ValueTask<AudienceExportRole?> GetRoleAsync(Actor actor, AudienceExportRole roleWhenAsked, CancellationToken cancellationToken = default) =>
            actor == Unknown ? throw new KeyNotFoundException(Canary) : new(roleWhenAsked);
    }

    private sealed class Demoting : IAudienceExportAuthorizer
    {
        public ValueTask<AudienceExportRole?> GetRoleAsync(System.Security.Claims.ClaimsPrincipal user, CancellationToken cancellationToken = default) => new(AudienceExportRole.Administrator);

        public ValueTask<AudienceExportRole?> GetRoleAsync(Actor actor, AudienceExportRole roleWhenAsked, CancellationToken cancellationToken = default) => new(AudienceExportRole.Viewer);
    }
}
