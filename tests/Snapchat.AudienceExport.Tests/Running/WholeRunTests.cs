using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Connections;
using Snapchat.AudienceExport.Tests.Exports;

namespace Snapchat.AudienceExport.Tests.Running;

/// <summary>From the set-up of a connection to the members at Snapchat, over HTTP.</summary>
public sealed class WholeRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ThroughASavedConnection_BringsThePeopleIn_WithoutConsentInTheOptions()
    {
        await using RunWorld world = await StartAsync();
        RunProcess process = await world.StartWorkerAsync(configure: static options => options.AcceptDataUse = false);
        Connection connection = await ConnectAsync(world, process);
        AudienceId audience = world.Simulator!.AddAudience();
        StoredExport export = await world.AddExportAsync(connection.Id, definition => definition with { Audience = audience });

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, export));

        Assert.Equal((ExportStatus.Successful, null), (run.Status, run.Problem));
        Assert.Equal(ExportHarness.Digests(world.Emails).Order(), world.Simulator.GetMembers(audience, IdentifierKind.Email).Order());
        Assert.All(run.Report!.Requests, static request => Assert.NotNull(request.RequestId));
    }

    [Fact]
    public async Task MirrorRuns_RemoveWhoIsGone()
    {
        await using RunWorld world = await StartAsync();
        world.Emails.AddRange(ExportHarness.Emails(10));
        RunProcess process = await world.StartWorkerAsync(static builder => builder.UseInMemoryMembership());
        Connection connection = await ConnectAsync(world, process);
        AudienceId audience = world.Simulator!.AddAudience();
        StoredExport export = await world.AddExportAsync(connection.Id, definition => definition with { Audience = audience, Mode = ExportMode.Mirror });
        Assert.Equal(ExportStatus.Successful, (await world.EndAsync(await RunWorld.StartAsync(process, export))).Status);
        world.Emails.RemoveAt(0);

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, export));

        IdentifierCounts counts = Assert.Single(run.Report!.Identifiers);
        Assert.Equal((0L, 1L, 12L), (counts.Added, counts.Removed, counts.Unchanged));
        Assert.Equal(ExportHarness.Digests(world.Emails).Order(), world.Simulator.GetMembers(audience, IdentifierKind.Email).Order());
    }

    [Fact]
    public async Task WithdrawConsentAsync_InMidUpload_StopsItAndReturnsWithin5Seconds()
    {
        await using RunWorld world = await StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        Connection connection = await ConnectAsync(world, process);
        AudienceId audience = world.Simulator!.AddAudience();
        StoredExport export = await world.AddExportAsync(connection.Id, definition => definition with { Audience = audience });
        world.Simulator.Faults.Add(
            static request => request.Operation == SimulatedOperation.AddUsers, SimulatedFault.Status(503), times: SimulatorFaults.Always);
        RunId id = await RunWorld.StartAsync(process, export);
        await world.UntilAsync(() => Uploads(world) >= 2);

        Task<Connection> withdrawing = process.Services.GetRequiredService<IConnectionRegistry>().WithdrawConsentAsync(People.Administrator, connection.Id, Token);
        TimeSpan passed = await world.UntilAsync(() => withdrawing.IsCompleted);
        int uploads = Uploads(world);
        await world.PassAsync(TimeSpan.FromMinutes(2));

        Assert.True(passed <= TimeSpan.FromSeconds(5), $"{passed}");
        Assert.Null((await withdrawing).Consent);
        RunRecord run = await world.FindAsync(id);
        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ConsentMissing), (run.Status, run.Problem!.Code));
        Assert.Equal(uploads, Uploads(world));
        Assert.Empty(world.Simulator.GetMembers(audience, IdentifierKind.Email));
    }

    [Fact]
    public async Task RemoveAsync_WhileARunStillUploadsThroughTheConnection_ReturnsOnceItHasStopped()
    {
        await using RunWorld world = await StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        Connection connection = await ConnectAsync(world, process);
        ConnectionId other = (await world.AddConnectionAsync()).Id;
        StoredExport export = await world.AddExportAsync(connection.Id, definition => definition with { Audience = world.Simulator!.AddAudience() });
        world.Simulator!.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.Status(503), SimulatorFaults.Always);
        RunId id = await RunWorld.StartAsync(process, export);
        await world.UntilAsync(() => Uploads(world) >= 2);
        await world.ChangeAsync(export, definition => definition with { Connection = other });

        Task removing = process.Services.GetRequiredService<IConnectionRegistry>().RemoveAsync(People.Administrator, connection.Id, connection.Version, Token);
        await world.UntilAsync(() => removing.IsCompleted);
        await removing;

        Assert.True((await world.FindAsync(id)).HasEnded);
    }

    [Fact]
    public async Task ExpiredAuthentication_FailsTheRun_AndTheNextSucceedsAfterAuthenticatingAgain_TheExportUnchanged()
    {
        await using RunWorld world = await StartAsync();
        RunProcess process = await world.StartWorkerAsync(configure: static options => options.RedirectUri = new Uri("https://host.example/callback"));
        IConnectionRegistry registry = process.Services.GetRequiredService<IConnectionRegistry>();
        Connection connection = await ConnectAsync(world, process);
        StoredExport export = await world.AddExportAsync(connection.Id, definition => definition with { Audience = world.Simulator!.AddAudience() });
        world.Simulator!.RevokeAuthorizations();

        RunRecord failed = await world.EndAsync(await RunWorld.StartAsync(process, export));
        RunRecord again = await world.EndAsync(await RunWorld.StartAsync(process, export));

        Assert.All([failed, again], static run => Assert.Equal((ExportStatus.Failed, ExportProblemCode.ReauthenticationRequired), (run.Status, run.Problem!.Code)));
        Assert.Contains("authenticate again", again.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectionState.NeedsReauthentication, (await registry.GetConnectionAsync(People.Administrator, connection.Id, Token)).State);
        (string state, string? code) = await Browser.DecideAsync(await registry.BeginAuthenticationAsync(People.Administrator, connection.Id, Token));
        await registry.CompleteAuthenticationAsync(People.Administrator, state, code, Token);
        Assert.Equal(ExportStatus.Successful, (await world.EndAsync(await RunWorld.StartAsync(process, export))).Status);
        Assert.Equal(export, await world.Store.FindExportAsync(export.Id, Token));
    }

    [Fact]
    public async Task AudienceThatIsNotThere_FailsTheRunWithSnapchatsOwnWords()
    {
        await using RunWorld world = await StartAsync();
        RunProcess process = await world.StartWorkerAsync();
        StoredExport export = await world.AddExportAsync((await ConnectAsync(world, process)).Id);

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, export));

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.RefusedBySnapchat, ProblemCulprit.User), (run.Status, run.Problem!.Code, run.Problem.Culprit));
        Assert.Contains("E3003", run.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreThatIsAway_WhenTheAccessTokenIsReadAgain_HoldsTheUploadUpAndDoesNotFailIt()
    {
        await using RunWorld world = await StartAsync();
        (IAudienceExportStore store, FlakyStore failures) = FlakyStore.Over(world.Store);
        RunProcess process = await world.StartWorkerAsync(store: store);
        AudienceId audience = world.Simulator!.AddAudience();
        StoredExport export = await world.AddExportAsync((await ConnectAsync(world, process)).Id, definition => definition with { Audience = audience });
        var go = new TaskCompletionSource();
        world.Simulator.Faults.Add(SimulatedOperation.AddUsers, SimulatedFault.HoldUntil(go.Task));
        RunId id = await RunWorld.StartAsync(process, export);
        await world.UntilAsync(() => Uploads(world) == 1);

        failures.IsDown = true;
        await world.PassAsync(TimeSpan.FromSeconds(70));
        go.SetResult();
        await world.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, Uploads(world));
        failures.IsDown = false;

        Assert.Equal(ExportStatus.Successful, (await world.EndAsync(id)).Status);
        Assert.Equal(world.Emails.Count, world.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    [Theory]
    [InlineData(RunTrigger.Schedule, ExportStatus.Skipped)]
    [InlineData(RunTrigger.SystemRefresh, ExportStatus.Skipped)]
    [InlineData(RunTrigger.OnDemand, ExportStatus.Failed)]
    public async Task AFailedSegment_SkipsAScheduledRun_AndIsNamed(RunTrigger trigger, ExportStatus expected)
    {
        await using RunWorld world = await StartAsync();
        var source = new ScriptedSource { States = { ["buyers"] = SegmentState.Failed } };
        RunProcess process = await world.StartWorkerAsync(builder => builder.Services.AddScoped<ISegmentSource>(_ => source));
        AudienceId audience = world.Simulator!.AddAudience();
        StoredExport export = await world.AddExportAsync(
            (await ConnectAsync(world, process)).Id, definition => definition with { Audience = audience, Segments = [SegmentId.Parse("buyers"), SegmentId.Parse("visitors")] });

        RunId id = (await process.Queue.TryAddAsync(export, trigger, Exports.People.Actor("administrator"), AudienceExportRole.Administrator, new RunRequest(), dueAt: null, Token))!.Value;
        RunRecord run = await world.EndAsync(id);

        Assert.Equal((expected, ExportProblemCode.SegmentsNotReady), (run.Status, run.Problem?.Code));
        Assert.Contains("Segment 'buyers' is Failed", run.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (source.Reads, Uploads(world)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ALaterLookAtTheAudience_IsWhatTheNextRunComparesWith_UnlessARunIsUnderWay(bool isBusy)
    {
        var clock = new ShiftedTimeProvider();
        await using var world = new RunWorld { Simulator = await SnapchatSimulator.StartAsync(new SnapchatSimulatorOptions { TimeProvider = clock }, Token) };
        world.Emails.AddRange(ExportHarness.Emails(10));
        RunProcess process = await world.StartWorkerAsync(static builder => builder.UseInMemoryMembership());
        AudienceId audience = world.Simulator.AddAudience();
        StoredExport export = await world.AddExportAsync((await ConnectAsync(world, process)).Id, definition => definition with { Audience = audience, Mode = ExportMode.Mirror });
        RunId first = await RunWorld.StartAsync(process, export);
        await world.EndAsync(first);
        clock.Shift = TimeSpan.FromHours(7);

        StoredLease? busy = isBusy ? await world.Store.TryAcquireLeaseAsync(RunLeases.Name(audience), "somebody", TimeSpan.FromMinutes(1), TimeSpan.Zero, Token) : null;
        Task<RunRecord> looking = process.Runner.RefreshAudienceStatusAsync(People.Administrator, first, Token);
        await world.UntilAsync(() => looking.IsCompleted);
        RunRecord looked = await looking;
        if (busy is not null)
            await world.Store.ReleaseLeaseAsync(busy, Token);
        Assert.Equal(13, looked.Report!.AudienceAfterwards!.ApproximateSize);
        world.Simulator.ClearMembers(audience);

        RunRecord run = await world.EndAsync(await RunWorld.StartAsync(process, export));
        Assert.Equal(!isBusy, run.Report!.Warnings.Any(static warning => warning.Code == ExportWarningCode.AudienceShrunk));
        Assert.Equal(isBusy ? 0 : 13, world.Simulator.CountMembers(audience, IdentifierKind.Email));
    }

    private static async Task<RunWorld> StartAsync() => new() { Simulator = await SnapchatSimulator.StartAsync(cancellationToken: Token) };

    private static int Uploads(RunWorld world) => world.Simulator!.Requests.Count(static request => request.Operation == SimulatedOperation.AddUsers);

    private static async Task<Connection> ConnectAsync(RunWorld world, RunProcess process)
    {
        var registry = process.Services.GetRequiredService<IConnectionRegistry>();
        ConnectionId id = (await registry.CreateDraftAsync(People.Administrator, "Snapchat", Token)).Id;
        await registry.GiveConsentAsync(People.Administrator, id, registry.GetConsentStatements().Current.Version, Token);
        await registry.ImportRefreshTokenAsync(People.Administrator, id, world.Simulator!.RefreshToken, Token);
        Connection connection = await registry.AddExportUserAsync(People.Administrator, id, Token);
        return await registry.SaveAsync(People.Administrator, id, connection.Version, Token);
    }
}
