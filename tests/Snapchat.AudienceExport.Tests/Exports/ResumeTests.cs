using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Client;
using Snapchat.AudienceExport.Tests.Connections;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Runs that did not finish, and what becomes of them.</summary>
public sealed class ResumeTests
{
    private static readonly string[] People = ExportHarness.Emails(350);
    private static readonly Sha256Digest[] Sorted = [.. ExportHarness.Digests(People).Order()];

    private readonly MortalStore _store = new();
    private readonly MovableTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARequestHeldBackWhileALaterOneIsOnRecord_IsSentWhenResumed_AndNothingElse()
    {
        await using ExportHarness harness = await StartAsync();
        RunId run = await DieWithRequestThreeHeldBackAsync(harness, Request(harness, People));
        int before = harness.Count(SimulatedOperation.AddUsers);

        ExportReport report = await harness.Exporter.ResumeAsync(run, Request(harness, People), null, Token);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(before + 1, harness.Count(SimulatedOperation.AddUsers));
        Assert.Equal([(1, 100), (2, 100), (3, 100), (4, 50)], report.Requests.Select(static request => (request.Number, request.Sent)));
        Assert.All(report.Requests, static request => Assert.NotNull(request.RequestId));
        IdentifierCounts counts = Assert.Single(report.Identifiers);
        Assert.Equal((350, 350, 350), (counts.Unique, counts.Added, counts.Accepted));
        Assert.Equal(Sorted, harness.Members.Order());
        Assert.Empty((await harness.Exporter.ExportAsync(Request(harness, People), null, Token)).Requests);
    }

    [Fact]
    public async Task ARunWhoseProcessDied_IsFound_AndItsSegmentsAreNotReadAgain()
    {
        await using ExportHarness harness = await StartAsync();
        RunId run = await DieWithRequestThreeHeldBackAsync(harness, Request(harness, [.. People, "no address"]));
        SegmentExportRequest request = new(harness.Audience, SegmentSource.FromEnumerable(Unreadable(), static email => email));

        UnfinishedRun? unfinished = await harness.Exporter.FindUnfinishedAsync(request, Token);
        ExportReport report = await harness.Exporter.ResumeAsync(run, request, null, Token);

        Assert.NotNull(unfinished);
        Assert.Equal((run, ExportStatus.Processing, 4, 3, null), (unfinished.Run, unfinished.Status, unfinished.Requests, unfinished.Answered, unfinished.Obstacle));
        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(351, Assert.Single(report.Segments).Read);
        Assert.Equal(350, Assert.Single(report.RefusedValues).Ordinal);
        Assert.True(report.StartedAt <= unfinished.PlannedAt);
        Assert.Null(await harness.Exporter.FindUnfinishedAsync(request, Token));
    }

    [Fact]
    public async Task ACanceledRun_GoesOn_AndKnowsWhatWasAnswered()
    {
        await using ExportHarness harness = await StartAsync(concurrency: 1);
        await harness.Exporter.ExportAsync(Request(harness, People[..50], ExportMode.Mirror), null, Token);
        SegmentExportRequest request = Request(harness, People[10..], ExportMode.Mirror);
        RunId run = await CancelAsync(harness, request, done: 100);
        Assert.Equal(ExportStatus.Canceled, (await harness.Exporter.FindUnfinishedAsync(request, Token))?.Status);

        ExportReport report = await harness.Exporter.ResumeAsync(run, request, null, Token);

        Assert.Equal(ExportStatus.Successful, report.Status);
        IdentifierCounts counts = Assert.Single(report.Identifiers);
        Assert.Equal((10, 300, 40), (counts.Removed, counts.Added, counts.Unchanged));
        Assert.Equal(ExportHarness.Digests(People[10..]).Order(), harness.Members.Order());

        // Nothing was left unanswered, so all of it counts.
        Assert.Empty((await harness.Exporter.ExportAsync(request, null, Token)).Requests);
    }

    [Fact]
    public async Task ACanceledRunOfAnExportThatWasCorrected_DoesNotGoOnWithItsPlan()
    {
        await using ExportHarness harness = await StartAsync(concurrency: 1);
        await harness.Exporter.ExportAsync(Request(harness, People[..50], ExportMode.Mirror), null, Token);
        RunId run = await CancelAsync(harness, Request(harness, People, ExportMode.Mirror), done: 100);
        int before = harness.Simulator.Requests.Count(static request => request.Operation is SimulatedOperation.AddUsers or SimulatedOperation.RemoveUsers);
        SegmentExportRequest corrected = Request(harness, People[..60], ExportMode.Mirror) with { Segments = [SegmentSource.SingleSegment] };

        UnfinishedRun? unfinished = await harness.Exporter.FindUnfinishedAsync(corrected, Token);
        ExportReport report = await harness.Exporter.ResumeAsync(run, corrected, null, Token);

        Assert.Contains("have changed since it was planned", unfinished?.Obstacle, StringComparison.Ordinal);
        Assert.Equal((ExportStatus.Canceled, ExportProblemCode.Superseded), (report.Status, report.Problem?.Code));
        Assert.Contains(unfinished!.Obstacle!, report.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(before, harness.Simulator.Requests.Count(static request => request.Operation is SimulatedOperation.AddUsers or SimulatedOperation.RemoveUsers));

        ExportReport next = await ConfirmedAsync(harness, corrected);
        Assert.Contains(next.Warnings, warning => warning.Code == ExportWarningCode.RunSuperseded && warning.Message.Contains(run.ToString(), StringComparison.Ordinal));
        Assert.Equal(ExportHarness.Digests(People[..60]).Order(), harness.Members.Order());
        ExportReport late = await harness.Exporter.ResumeAsync(run, Request(harness, People, ExportMode.Mirror), null, Token);
        Assert.Equal((ExportStatus.Failed, ExportProblemCode.Superseded), (late.Status, late.Problem?.Code));
        Assert.Equal(ExportHarness.Digests(People[..60]).Order(), harness.Members.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task APersonRemovedByARunWhoseAnswerWasLost_ComesBack_AndIsSentAgain(bool isResumed)
    {
        await using ExportHarness harness = await StartAsync();
        await harness.Exporter.ExportAsync(Request(harness, People, ExportMode.Mirror), null, Token);
        _store.Restart();
        _store.DiesAt = static (what, _) => what.StartsWith("log", StringComparison.Ordinal) ? Death.Before : Death.None;
        ExportReport died = await harness.Exporter.ExportAsync(Request(harness, People[1..], ExportMode.Mirror), null, Token);
        Assert.Equal(ExportHarness.Digests(People[1..]).Order(), harness.Members.Order());
        _store.Restart();
        if (isResumed)
            Assert.Equal(ExportStatus.Successful, (await harness.Exporter.ResumeAsync(died.Run, Request(harness, People[1..], ExportMode.Mirror), null, Token)).Status);

        ExportReport back = await harness.Exporter.ExportAsync(Request(harness, People, ExportMode.Mirror), null, Token);

        Assert.Equal(1, Assert.Single(back.Identifiers).Added);
        Assert.Equal(Sorted, harness.Members.Order());
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task AfterADay_ARunIsSuperseded(int minutes, bool goesOn)
    {
        await using ExportHarness harness = await StartAsync();
        RunId run = await DieWithRequestThreeHeldBackAsync(harness, Request(harness, People));
        _clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(minutes));

        ExportReport report = await harness.Exporter.ResumeAsync(run, Request(harness, People), null, Token);

        Assert.Equal(goesOn ? (ExportStatus.Successful, null) : (ExportStatus.Failed, ExportProblemCode.Superseded), (report.Status, report.Problem?.Code));
        Assert.Equal(goesOn ? 350 : 250, harness.Members.Count);
        ExportReport next = await harness.Exporter.ExportAsync(Request(harness, People), null, Token);
        Assert.Equal(goesOn ? 0 : 350, Assert.Single(next.Identifiers).Added);
        Assert.Equal(Sorted, harness.Members.Order());
    }

    [Fact]
    public async Task APersonErasedWhileARunIsUnfinished_IsNeverSent()
    {
        await using ExportHarness harness = await StartAsync();
        RunId run = await DieWithRequestThreeHeldBackAsync(harness, Request(harness, People));
        await new SuppressionList(_store, harness.Get<ISecretProtector>()).AddAsync(IdentifierKind.Email, [Sorted[250]], Token);

        ExportReport report = await harness.Exporter.ResumeAsync(run, Request(harness, People), null, Token);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(99, report.Requests[2].Sent);
        Assert.Equal(Sorted.Except([Sorted[250]]), harness.Members.Order());
        await harness.Exporter.ExportAsync(Request(harness, People), null, Token);
        Assert.DoesNotContain(Sorted[250], harness.Members);
    }

    [Fact]
    public async Task AForecastWhileARunIsUnfinished_IsWhatTheNextRunDoes()
    {
        await using ExportHarness harness = await StartAsync(concurrency: 1);
        await harness.Exporter.ExportAsync(Request(harness, People[..200], ExportMode.Mirror), null, Token);
        await CancelAsync(harness, Request(harness, People, ExportMode.Mirror), done: 100);
        SegmentExportRequest request = Request(harness, People[..100], ExportMode.Mirror);

        ExportPlan plan = await harness.Exporter.PlanAsync(request, null, Token);
        Assert.NotNull(await harness.Exporter.FindUnfinishedAsync(request, Token));
        ExportReport report = await harness.Exporter.ExportAsync(request with { ConfirmedPlan = plan.Token }, null, Token);

        Assert.Equal(250, plan.WithheldRemovals);
        IdentifierCounts counts = Assert.Single(report.Identifiers);
        Assert.Equal((0, 250, 100), (counts.Added, counts.Removed, counts.Unchanged));
        Assert.Equal(ExportHarness.Digests(People[..100]).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task AnAudienceEmptiedByOthersMeanwhile_IsNotGoneOnWith()
    {
        await using ExportHarness harness = await StartAsync();
        await harness.Exporter.ExportAsync(Request(harness, People), null, Token);
        RunId run = await CancelAsync(harness, Request(harness, [.. People, .. ExportHarness.Emails(700)[350..]]), done: 100);
        harness.Simulator.ClearMembers(harness.Audience);

        ExportReport report = await harness.Exporter.ResumeAsync(run, Request(harness, People), null, Token);

        Assert.Contains("the audience has lost members meanwhile", report.Problem?.Message, StringComparison.Ordinal);
        ExportReport next = await harness.Exporter.ExportAsync(Request(harness, People), null, Token);
        Assert.Contains(next.Warnings, static warning => warning.Code == ExportWarningCode.AudienceShrunk);
        Assert.Equal(Sorted, harness.Members.Order());
    }

    [Fact]
    public async Task ARunThatIsNotKnown_IsSuperseded()
    {
        await using ExportHarness harness = await StartAsync();

        ExportReport report = await harness.Exporter.ResumeAsync(RunId.New(TimeProvider.System), Request(harness, People), null, Token);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.Superseded), (report.Status, report.Problem?.Code));
        Assert.Empty(harness.Members);
    }

    /// <summary>At every write of a run, before and after it, the process dies; the next one resumes, or runs anew where there is nothing to resume.</summary>
    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task ARunKilledAtAnyWrite_EndsWithTheRightPeople(ExportMode mode)
    {
        bool hasDied = true;
        HashSet<string> diedAt = [];
        for (int write = 0; hasDied; write++)
        {
            foreach (Death death in (Death[])[Death.Before, Death.After])
            {
                var store = new MortalStore();
                await using ExportHarness harness = await StartAsync(store, new SkippingTimeProvider());
                hasDied = await LiveAndDieAsync(harness, store, mode, write, death, diedAt);
            }
        }

        Assert.Equal(["delete", "log", "pointer", "set"], diedAt.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ARunOverFilesKilledAtAnyWrite_EndsWithTheRightPeople()
    {
        bool hasDied = true;
        HashSet<string> diedAt = [];
        for (int write = 0; hasDied; write++)
        {
            using var folder = new StateFolder();
            using FileMembershipStore files = FileMembershipStore.Open(folder.Path, new DiskFiles());
            var store = new MortalStore(files);
            await using ExportHarness harness = await StartAsync(store, new SkippingTimeProvider());
            hasDied = await LiveAndDieAsync(harness, store, ExportMode.Mirror, write, write % 2 == 0 ? Death.Before : Death.After, diedAt);
        }

        Assert.Equal(["delete", "log", "pointer", "set"], diedAt.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task BehindASettledClear_ThereIsNoSecondOne()
    {
        await using ExportHarness harness = await StartAsync(_store, new SkippingTimeProvider());
        await harness.Exporter.ExportAsync(Request(harness, People[..200]), null, Token);
        _store.Restart();

        // Sent, accepted, settled, and one addition.
        int records = 0;
        _store.DiesAt = (what, _) => what.StartsWith("log", StringComparison.Ordinal) && ++records == 4 ? Death.After : Death.None;
        SegmentExportRequest request = Request(harness, People, ExportMode.Replace);
        ExportReport died = await harness.Exporter.ExportAsync(request, null, Token);
        _store.Restart();

        ExportReport report = await harness.Exporter.ResumeAsync(died.Run, request, null, Token);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal(1, harness.Count(SimulatedOperation.RemoveAllUsers));
        Assert.Equal(Sorted, harness.Members.Order());
    }

    private static async Task<bool> LiveAndDieAsync(ExportHarness harness, MortalStore store, ExportMode mode, int write, Death death, HashSet<string> diedAt)
    {
        await harness.Exporter.ExportAsync(Request(harness, People[..200], mode), null, Token);
        store.Restart();
        SegmentExportRequest request = Request(harness, People[20..], mode);
        store.DiesAt = (what, before) =>
        {
            if (before != write)
                return Death.None;
            diedAt.Add(what.Split(' ')[0]);
            return death;
        };
        RunId? run = null;
        try
        {
            run = (await harness.Exporter.ExportAsync(request, null, Token)).Run;
        }
        catch (MembershipStateException) when (store.IsDead)
        {
            // It died before there was a plan.
        }

        bool hasDied = store.IsDead;
        store.Restart();
        ExportReport last = await harness.Exporter.FindUnfinishedAsync(request, Token) is { Obstacle: null } unfinished
            ? await harness.Exporter.ResumeAsync(unfinished.Run, request, null, Token)
            : await harness.Exporter.ExportAsync(request, null, Token);

        Assert.Equal(ExportStatus.Successful, last.Status);
        Assert.Equal(ExportHarness.Digests(mode == ExportMode.AddOnly ? People : People[20..]).Order(), harness.Members.Order());

        // And nothing wrong is believed: the next run ends there as well.
        ExportReport next = await harness.Exporter.ExportAsync(Request(harness, People, mode), null, Token);
        Assert.Equal(ExportStatus.Successful, next.Status);
        Assert.Equal(Sorted, harness.Members.Order());
        return hasDied;
    }

    /// <summary>Requests 1, 2 and 4 are on record, 3 was not sent, and the process dies.</summary>
    private async Task<RunId> DieWithRequestThreeHeldBackAsync(ExportHarness harness, SegmentExportRequest request)
    {
        int records = 0;
        _store.DiesAt = (what, _) => what.StartsWith("log", StringComparison.Ordinal) && ++records == 3 ? Death.After : Death.None;
        var client = new HoldingClient(harness.Client, static (batch, cancellationToken) => batch.Digests.Span[0] == Sorted[200] ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask);
        ExportReport died = await harness.Exporter.ExportAsync(request with { Client = client }, null, Token);
        _store.Restart();
        Assert.Equal(250, harness.Members.Count);
        return died.Run;
    }

    private static async Task<RunId> CancelAsync(ExportHarness harness, SegmentExportRequest request, long done)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        return (await Assert.ThrowsAsync<ExportCanceledException>(() => harness.Exporter.ExportAsync(request, new StopAt(stop, done), stop.Token))).Report.Run;
    }

    private static async Task<ExportReport> ConfirmedAsync(ExportHarness harness, SegmentExportRequest request)
    {
        ExportPlan plan = await harness.Exporter.PlanAsync(request, null, Token);
        return await harness.Exporter.ExportAsync(request with { ConfirmedPlan = plan.Token }, null, Token);
    }

    private Task<ExportHarness> StartAsync(int concurrency = 4) => StartAsync(_store, _clock, concurrency);

    private static Task<ExportHarness> StartAsync(MortalStore store, TimeProvider clock, int concurrency = 4) => ExportHarness.StartAsync(
        options =>
        {
            options.MaxIdentifiersPerRequest = 100;
            options.MaxConcurrentUploads = concurrency;
            if (clock is SkippingTimeProvider)
            {
                options.AttemptTimeout = TimeSpan.FromMinutes(45);
                options.CallDeadline = options.UploadDeadline = TimeSpan.FromHours(1);
            }
        },
        new SnapchatSimulatorOptions { ProcessingDelay = TimeSpan.Zero },
        builder => builder.UseInMemoryMembership().Services.AddSingleton<IMembershipStore>(store).AddSingleton(clock));

    private static SegmentExportRequest Request(ExportHarness harness, IEnumerable<string> emails, ExportMode mode = ExportMode.AddOnly) =>
        new(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = mode };

    private static IEnumerable<string> Unreadable() => Enumerable.Range(0, 1).Select<int, string>(static _ => throw new InvalidOperationException("Nobody reads this."));

    private sealed class StopAt(CancellationTokenSource source, long done) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value)
        {
            if (value.Stage == ExportStage.Uploading && value.Done >= done)
                source.Cancel();
        }
    }
}
