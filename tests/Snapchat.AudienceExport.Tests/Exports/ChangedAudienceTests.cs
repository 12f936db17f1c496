using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Audiences that somebody deleted, made anew or emptied, and members that expire.</summary>
public sealed class ChangedAudienceTests
{
    private static readonly string[] Hundred = ExportHarness.Emails(100);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADeletedAudience_IsSaidToBeDeleted_AndItsHistoryStays()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        harness.Simulator.DeleteAudience(harness.Audience);

        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, Hundred), null, Token);
        ExportReport report = await ExportAsync(harness, Hundred);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.AudienceDeleted), (report.Status, report.Problem?.Code));
        Assert.StartsWith($"Audience {harness.Audience} was deleted at Snapchat; choose another audience.", report.Problem?.Message, StringComparison.Ordinal);
        Assert.Equal(report.Problem, plan.Problem);
        Assert.Equal(100, await harness.Get<ExactSessions>().LookAsync(harness.Audience, static session => Task.FromResult(session.Membership.State.Find(IdentifierKind.Email)!.Maybe), Token));
    }

    [Fact]
    public async Task AnAudienceThatNeverWas_IsAWrongId()
    {
        await using ExportHarness harness = await StartAsync();
        harness.Simulator.DeleteAudience(harness.Audience);

        SnapchatApiException exception = await Assert.ThrowsAsync<SnapchatApiException>(() => ExportAsync(harness, Hundred));

        Assert.Equal("E3003", exception.ErrorCode);
    }

    [Fact]
    public async Task AnAudienceMadeAnew_IsNotWrittenTo()
    {
        await using ExportHarness harness = await StartAsync(processing: TimeSpan.FromHours(6));
        await ExportAsync(harness, Hundred);
        harness.Simulator.DeleteAudience(harness.Audience);
        harness.Simulator.AddAudience(new SnapchatAudience(harness.Audience, "Again") { CreatedAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        ExportReport report = await ExportAsync(harness, Hundred);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.AudienceChanged), (report.Status, report.Problem?.Code));
        Assert.Empty(harness.Members);
    }

    [Fact]
    public async Task AnAudienceThatSomebodyEmptied_GetsEverybodyAgain_OnceAndWithAWarning()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        await ExportAsync(harness, Hundred);
        harness.Simulator.ClearMembers(harness.Audience);

        ExportReport report = await ExportAsync(harness, Hundred);
        ExportReport next = await ExportAsync(harness, Hundred);

        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Contains(report.Warnings, static warning => warning.Code == ExportWarningCode.AudienceShrunk);
        IdentifierCounts counts = Assert.Single(report.Identifiers);
        Assert.Equal((100L, 0L), (counts.Added, counts.Unchanged));
        Assert.Equal(ExportHarness.Digests(Hundred).Order(), harness.Members.Order());
        Assert.Empty(next.Requests);
        Assert.Empty(next.Warnings);
    }

    [Fact]
    public async Task AnAudienceThatSnapchatIsStillWorkingOn_IsNotTakenForEmptied()
    {
        var clock = new ShiftedTimeProvider();
        await using ExportHarness harness = await StartAsync(clock: clock, processing: TimeSpan.FromHours(6));
        await ExportAsync(harness, Hundred);
        clock.Shift += TimeSpan.FromHours(7);
        await ExportAsync(harness, Hundred);
        harness.Simulator.ClearMembers(harness.Audience);
        Assert.Contains((await ExportAsync(harness, Hundred)).Warnings, static warning => warning.Code == ExportWarningCode.AudienceShrunk);

        ExportReport report = await ExportAsync(harness, [.. Hundred, "new@example.com"]);

        Assert.Equal(1, Assert.Single(report.Identifiers).Added);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public async Task WhatARunRemovedItself_IsNotTakenForEmptied()
    {
        await using ExportHarness harness = await StartAsync();
        await ExportAsync(harness, Hundred);
        await ExportAsync(harness, Hundred);
        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, Hundred[..30]), null, Token);
        await ExportAsync(harness, Hundred[..30], plan.Token);

        ExportReport report = await ExportAsync(harness, Hundred[..30]);

        Assert.Empty(report.Requests);
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [InlineData(14.5, 0)]
    [InlineData(15.5, 100)]
    public async Task WhereMembersExpire_EverybodyIsSentAgainInTime(double days, int added)
    {
        var clock = new ShiftedTimeProvider();
        await using ExportHarness harness = await StartAsync(clock: clock);
        harness.Simulator.DeleteAudience(harness.Audience);
        harness.Simulator.AddAudience(new SnapchatAudience(harness.Audience, "A month") { RetentionDays = 30 });
        await ExportAsync(harness, Hundred);
        clock.Shift += TimeSpan.FromDays(days);

        ExportReport report = await ExportAsync(harness, Hundred);

        Assert.Equal(added, Assert.Single(report.Identifiers).Added);
    }

    [Fact]
    public async Task WhoExpired_AndWhoLeftAndCameBack_AreThere()
    {
        var clock = new ShiftedTimeProvider();
        await using ExportHarness harness = await StartAsync(clock: clock);
        harness.Simulator.DeleteAudience(harness.Audience);
        harness.Simulator.AddAudience(new SnapchatAudience(harness.Audience, "A month") { RetentionDays = 30 });
        await ExportAsync(harness, Hundred);
        clock.Shift += TimeSpan.FromDays(1);
        await ExportAsync(harness, Hundred[1..]);
        clock.Shift += TimeSpan.FromDays(40);
        Assert.Empty(harness.Members);

        await ExportAsync(harness, Hundred);

        Assert.Equal(ExportHarness.Digests(Hundred).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task FullSends_CanBeOff_WhereMembersStayForEver()
    {
        var clock = new ShiftedTimeProvider();
        await using ExportHarness harness = await StartAsync(clock: clock, configure: static options => options.FullSendInterval = TimeSpan.Zero);
        await ExportAsync(harness, Hundred);
        clock.Shift += TimeSpan.FromDays(2_000);

        Assert.Equal(100, Assert.Single((await ExportAsync(harness, Hundred)).Identifiers).Unchanged);
    }

    [Fact]
    public async Task UnderNewNormalizationRules_RunsOnlyAdd_UntilTheNewOnesAreProcessed_AndRemovalsAreConfirmed()
    {
        var clock = new ShiftedTimeProvider();
        await using ExportHarness harness = await StartAsync(clock: clock, processing: TimeSpan.FromHours(6));
        await SendUnderRulesAsync(harness, Hundred[..10], version: 0);
        Assert.Equal(10, harness.Members.Count);

        // The digests of the older rules are wanted by nobody now.
        await AssertWithheldAsync("the first run after that only adds");
        Assert.Equal(100, harness.Members.Count);
        await AssertWithheldAsync("Snapchat is still processing those sent by the new ones");
        clock.Shift += TimeSpan.FromHours(7);
        string? token = await AssertWithheldAsync("first removals since");
        Assert.NotNull(token);

        ExportReport confirmed = await ExportAsync(harness, Hundred[10..], token);
        Assert.Equal(10, Assert.Single(confirmed.Identifiers).Removed);
        Assert.Equal(ExportHarness.Digests(Hundred[10..]).Order(), harness.Members.Order());
        Assert.Equal(1, Assert.Single((await ExportAsync(harness, Hundred[11..])).Identifiers).Removed);

        async Task<string?> AssertWithheldAsync(string why)
        {
            ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, Hundred[10..]), null, Token);
            ExportReport report = await ExportAsync(harness, Hundred[10..]);
            Assert.Equal((ExportStatus.Successful, 0L), (report.Status, Assert.Single(report.Identifiers).Removed));
            Assert.Contains(why, Assert.Single(report.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld).Message, StringComparison.Ordinal);
            return (await harness.Exporter.PlanAsync(Request(harness, Hundred[10..]), null, Token)).Token ?? plan.Token;
        }
    }

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Mirror)]
    [InlineData(ExportMode.Replace)]
    public async Task StateOfLaterNormalizationRules_IsRefused(ExportMode mode)
    {
        await using ExportHarness harness = await StartAsync();
        await SendUnderRulesAsync(harness, Hundred[..10], version: 2);

        MembershipStateException exception = await Assert.ThrowsAsync<MembershipStateException>(() => harness.Exporter.ExportAsync(Request(harness, Hundred) with { Mode = mode }, null, Token));

        Assert.Equal("The identifiers of kind Email were normalized by later rules (version 2, known up to 1): run that version of this library.", exception.Message);
        Assert.False(exception.IsHistoryLost);
    }

    // A run of this library as it was, or will be, under other rules.
    private static async Task SendUnderRulesAsync(ExportHarness harness, string[] people, int version)
    {
        StoredLease lease = Tests.Membership.TestLease.Of(harness.Audience, 1);
        using AudienceMembership membership = await AudienceMembership.OpenAsync(
            harness.Get<IMembershipStore>(), harness.Get<ISecretProtector>(), harness.Get<TimeProvider>(), Tests.Membership.MembershipHarness.Late, harness.Audience, lease, Token);
        IReadOnlyCollection<Sha256Digest> digests = ExportHarness.Digests(people);
        var demand = new KindDemand(IdentifierKind.Email, new DigestArray(digests), DigestArray.Empty, version);
        var draft = new PlanDraft(RunId.New(harness.Get<TimeProvider>()), new RunNature(RunPurpose.Mirror), "terms", harness.Get<TimeProvider>().GetUtcNow(), [demand], MaxPerRequest: 100);
        (RunJournal journal, _) = await membership.SealAsync(draft, Token);
        await harness.Client.AddUsersAsync(harness.Audience, new IdentifierBatch(IdentifierKind.Email, digests.ToArray()), Token);
        await journal.RecordAsync(journal.Progress.Judge(journal.Plan.Requests[0], people.Length, people.Length, harness.Get<TimeProvider>().GetUtcNow()), Token);
        await membership.CommitAsync(new RunEnd(IsFinished: true, Memory: new RunMemory("terms", [], IsConfirmed: false)), Token);
    }

    private static Task<ExportHarness> StartAsync(TimeProvider? clock = null, TimeSpan processing = default, Action<SnapchatAudienceExportOptions>? configure = null)
    {
        clock ??= TimeProvider.System;
        return ExportHarness.StartAsync(
            configure,
            new SnapchatSimulatorOptions { TimeProvider = clock, ProcessingDelay = processing },
            builder => builder.UseInMemoryMembership().Services.AddSingleton(clock));
    }

    private static SegmentExportRequest Request(ExportHarness harness, IEnumerable<string> emails) =>
        new(harness.Audience, SegmentSource.FromEnumerable(emails, static email => email)) { Mode = ExportMode.Mirror };

    private static Task<ExportReport> ExportAsync(ExportHarness harness, IEnumerable<string> emails, string? confirmed = null) =>
        harness.Exporter.ExportAsync(Request(harness, emails) with { ConfirmedPlan = confirmed }, null, Token);
}
