using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;
using Snapchat.AudienceExport.Tests.Membership;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Runs that know whom earlier runs sent.</summary>
public sealed class ExactExportTests
{
    private static readonly string[] Thousand = ExportHarness.Emails(1_000);

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    public async Task ASecondRun_SendsOnlyWhatHasChanged(ExportMode mode)
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand, mode);
        string[] changed = [.. Thousand.Skip(10), .. NewEmails(10)];

        ExportReport report = await ExportAsync(harness, changed, mode);

        IdentifierCounts counts = Assert.Single(report.Identifiers);
        long removed = mode == ExportMode.Mirror ? 10 : 0;
        bool[] directions = mode == ExportMode.Mirror ? [true, false] : [false];
        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal((10L, removed, 990L, 10L), (counts.Added, counts.Removed, counts.Unchanged, counts.Accepted));
        Assert.Equal(directions, report.Requests.Select(static request => request.IsRemoval));
        IReadOnlyCollection<Sha256Digest> expected = ExportHarness.Digests(mode == ExportMode.Mirror ? changed : [.. Thousand, .. changed]);
        Assert.Equal(expected.Order(), harness.Members.Order());
    }

    [Fact]
    public async Task ARunOfTheSamePeople_SendsNothing()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand);
        int before = harness.Count(SimulatedOperation.AddUsers);

        ExportReport report = await ExportAsync(harness, Thousand);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Empty(report.Requests);
        Assert.Equal(before, harness.Count(SimulatedOperation.AddUsers));
    }

    [Fact]
    public async Task WhoIsGone_IsRemoved_AndAddedAgainWhenBack()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand);
        string[] without = Thousand[1..];

        await ExportAsync(harness, without);
        Assert.Equal(ExportHarness.Digests(without).Order(), harness.Members.Order());

        ExportReport report = await ExportAsync(harness, Thousand);
        Assert.Equal(1, Assert.Single(report.Identifiers).Added);
        Assert.Equal(ExportHarness.Digests(Thousand).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task ResendAll_SendsEverybodyAgain()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand);

        ExportReport report = await harness.Exporter.ExportAsync(Request(harness, Thousand) with { ResendAll = true }, null, TestContext.Current.CancellationToken);

        Assert.Equal(1_000, Assert.Single(report.Identifiers).Accepted);
    }

    [Fact]
    public async Task AMirrorThatWouldRemoveMany_OnlyAdds_UntilItsPlanIsConfirmed()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand);
        string[] half = [.. Thousand[..500], .. NewEmails(5)];

        ExportReport withheld = await ExportAsync(harness, half);
        Assert.Equal(ExportStatus.Successful, withheld.Status);
        Assert.Contains(withheld.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld && warning.Message.StartsWith("500 removals", StringComparison.Ordinal));
        Assert.Equal(1_005, harness.Members.Count);

        SegmentExportRequest request = Request(harness, half);
        ExportPlan plan = await harness.Exporter.PlanAsync(request, null, TestContext.Current.CancellationToken);
        Assert.Equal(500, plan.WithheldRemovals);
        Assert.Contains(plan.Warnings, warning => warning.Message.Contains(plan.Token!, StringComparison.Ordinal));

        ExportReport other = await harness.Exporter.ExportAsync(Request(harness, Thousand[..400]) with { ConfirmedPlan = plan.Token }, null, TestContext.Current.CancellationToken);
        Assert.Contains(other.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld);
        Assert.Equal(1_005, harness.Members.Count);

        plan = await harness.Exporter.PlanAsync(request, null, TestContext.Current.CancellationToken);
        ExportReport confirmed = await harness.Exporter.ExportAsync(request with { ConfirmedPlan = plan.Token }, null, TestContext.Current.CancellationToken);
        Assert.Equal(500, Assert.Single(confirmed.Identifiers).Removed);
        Assert.DoesNotContain(confirmed.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld);
        Assert.Equal(ExportHarness.Digests(half).Order(), harness.Members.Order());

        // What was confirmed is the new measure: the next change is a small one.
        ExportReport next = await ExportAsync(harness, half[1..]);
        Assert.Equal(1, Assert.Single(next.Identifiers).Removed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatARunSaysOfItsWithheldRemovals_LeadsToThem(bool resendsAll)
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand);
        string[] half = [.. Thousand[..500], .. NewEmails(5)];
        SegmentExportRequest request = Request(harness, half);

        ExportReport withheld = await harness.Exporter.ExportAsync(request with { ResendAll = resendsAll }, null, TestContext.Current.CancellationToken);
        string wayOut = Assert.Single(withheld.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld).Message;
        string shown = wayOut.Split("with plan ")[1].Split(' ')[0];
        Assert.Equal(resendsAll, wayOut.Contains("the plan that a dry run shows", StringComparison.Ordinal));
        string? token = resendsAll ? (await harness.Exporter.PlanAsync(request, null, TestContext.Current.CancellationToken)).Token : shown;
        ExportReport confirmed = await harness.Exporter.ExportAsync(request with { ConfirmedPlan = token }, null, TestContext.Current.CancellationToken);

        Assert.Equal(500, Assert.Single(confirmed.Identifiers).Removed);
        Assert.Equal(ExportHarness.Digests(half).Order(), harness.Members.Order());

        // Whoever comes back and goes again is confirmed anew.
        await ExportAsync(harness, Thousand);
        ExportReport again = await harness.Exporter.ExportAsync(request with { ConfirmedPlan = shown }, null, TestContext.Current.CancellationToken);
        Assert.Contains(again.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld);
    }

    [Fact]
    public async Task TheFirstMirrorAfterAnotherMode_IsToBeConfirmed()
    {
        await using ExportHarness harness = await StartAsync(static options => options.FailOnWithheldRemovals = true);
        await ExportAsync(harness, Thousand, ExportMode.AddOnly);

        ExportReport report = await ExportAsync(harness, Thousand[1..]);

        Assert.Equal(ExportStatus.Failed, report.Status);
        Assert.Equal(ExportProblemCode.ConfirmationRequired, report.Problem?.Code);
        Assert.Contains("first removals since mode", report.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal(1_000, harness.Members.Count);
    }

    [Fact]
    public async Task ARunThatFailed_IsMadeGoodByTheNext()
    {
        await using ExportHarness harness = await StartAsync(static options => options.MaxConcurrentUploads = 1);
        await ExportAsync(harness, Thousand);
        string[] changed = [.. Thousand[3..], .. NewEmails(200)];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        // In the middle of the additions.
        var progress = new Stop(stop, done: 103);
        await Assert.ThrowsAsync<ExportCanceledException>(() => harness.Exporter.ExportAsync(Request(harness, changed), progress, stop.Token));
        int sent = harness.Members.Count - 997;
        Assert.InRange(sent, 100, 199);

        ExportReport report = await ExportAsync(harness, changed);
        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.InRange(Assert.Single(report.Identifiers).Added, 200 - sent, 100);
        Assert.Equal(ExportHarness.Digests(changed).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task WhoWasAddedByACrashedRun_AndIsGoneBeforeTheNext_IsRemoved()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(build: static builder =>
        {
            builder.Services.AddSingleton<ISecretProtector, EphemeralSecretProtector>();
            builder.UseMembershipStore<UncommittedStore>();
        });
        await ExportAsync(harness, Thousand);
        var store = (UncommittedStore)harness.Get<IMembershipStore>();

        store.FailsAtCommit = true;
        ExportReport crashed = await ExportAsync(harness, [.. Thousand, .. NewEmails(1)]);
        Assert.Equal((ExportStatus.Failed, ExportProblemCode.MembershipUnavailable), (crashed.Status, crashed.Problem?.Code));
        Assert.Equal(1_001, harness.Members.Count);

        store.FailsAtCommit = false;
        ExportReport next = await ExportAsync(harness, Thousand);
        Assert.Equal(ExportStatus.Successful, next.Status);
        Assert.Equal(1, Assert.Single(next.Identifiers).Removed);
        Assert.Equal(ExportHarness.Digests(Thousand).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task WhoWasErased_IsRemoved_AndNotSentAgain()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Thousand, ExportMode.AddOnly);
        await new SuppressionList(harness.Get<IMembershipStore>(), harness.Get<ISecretProtector>())
            .AddAsync(IdentifierKind.Email, ExportHarness.Digests([Thousand[7]]), TestContext.Current.CancellationToken);

        foreach (int run in Enumerable.Range(1, 3))
        {
            ExportReport report = await ExportAsync(harness, Thousand, ExportMode.AddOnly);
            IdentifierCounts counts = Assert.Single(report.Identifiers);
            Assert.Equal((0L, run == 1 ? 1L : 0L, 999L, 1L), (counts.Added, counts.Removed, counts.Unchanged, counts.Suppressed));
            Assert.Equal(ExportHarness.Digests(Thousand).Except(ExportHarness.Digests([Thousand[7]])).Order(), harness.Members.Order());
        }
    }

    [Fact]
    public async Task AMirrorOfAnAudienceWithOthers_SaysThatTheyStay()
    {
        await using ExportHarness harness = await ExportHarness.StartAsync(simulator: null, build: static builder => builder.UseInMemoryMembership());
        Assert.Equal(IdentifierStatus.Valid, EmailHasher.Hash("somebody@else.example", out Sha256Digest other));
        await harness.Client.AddUsersAsync(harness.Audience, new IdentifierBatch(IdentifierKind.Email, new[] { other }), TestContext.Current.CancellationToken);

        ExportReport report = await ExportAsync(harness, Thousand);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Contains(report.Warnings, static warning => warning.Code == ExportWarningCode.OthersStay);
        Assert.Contains(other, harness.Members);
    }

    [Fact]
    public async Task Files_AreKeptFromOneProcessToTheNext()
    {
        using var folder = new StateFolder();
        await using SnapchatSimulator simulator = await SnapchatSimulator.StartAsync(null, TestContext.Current.CancellationToken);
        AudienceId audience = simulator.AddAudience();
        foreach (int run in Enumerable.Range(0, 3))
        {
            await using ServiceProvider process = Process(simulator, folder.Path);
            string[] people = Thousand[run..];
            var request = new SegmentExportRequest(audience, SegmentSource.FromEnumerable(people, static email => email)) { Mode = ExportMode.Mirror };
            ExportReport report = await process.GetRequiredService<ISegmentExporter>().ExportAsync(request, null, TestContext.Current.CancellationToken);

            IdentifierCounts counts = Assert.Single(report.Identifiers);
            Assert.Equal(run == 0 ? (1_000L, 0L) : (0L, 1L), (counts.Added, counts.Removed));
            Assert.Equal(ExportHarness.Digests(people).Order(), simulator.GetMembers(audience, IdentifierKind.Email).Order());
        }
    }

    private static Task<ExportHarness> StartAsync(Action<SnapchatAudienceExportOptions>? configure = null) => ExportHarness.StartAsync(
        options =>
        {
            options.MaxIdentifiersPerRequest = 100;
            configure?.Invoke(options);
        },
        build: static builder => builder.UseInMemoryMembership());

    private static ServiceProvider Process(SnapchatSimulator simulator, string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSnapchatAudienceExport(options =>
        {
            simulator.Configure(options);
            options.AcceptDataUse = true;
        }).UseMembershipFiles(folder);
        return services.BuildServiceProvider();
    }

    private static SegmentExportRequest Request(ExportHarness harness, IEnumerable<string> emails, ExportMode mode = ExportMode.Mirror) =>
        new(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = mode };

    private static Task<ExportReport> ExportAsync(ExportHarness harness, IEnumerable<string> emails, ExportMode mode = ExportMode.Mirror) =>
        harness.Exporter.ExportAsync(Request(harness, emails, mode), null, TestContext.Current.CancellationToken);

    private static IEnumerable<string> NewEmails(int count) => Enumerable.Range(0, count).Select(static i => $"newcomer{i}@example.com");

    private sealed class Stop(CancellationTokenSource source, long done) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value)
        {
            if (value.Stage == ExportStage.Uploading && value.Done >= done)
                source.Cancel();
        }
    }
}
