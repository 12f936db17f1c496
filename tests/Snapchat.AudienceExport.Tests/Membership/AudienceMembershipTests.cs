using System.Text;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Files;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class AudienceMembershipTests : IDisposable
{
    private static readonly Sha256Digest[] People = MembershipHarness.Digests(100, seed: 5);
    private static readonly Sha256Digest[] Others = MembershipHarness.Digests(20, seed: 6);

    private readonly MembershipHarness _harness = new();
    private readonly InMemoryMembershipStore _store = new();

    [Fact]
    public async Task AnAudienceThatWasNeverWritten_IsNew()
    {
        using AudienceMembership membership = await _harness.OpenAsync(_store);

        Assert.Null(membership.Loss);
        Assert.False(membership.State.IsHistoryLost);
        Assert.Equal(0, membership.State.Generation);
        Assert.Empty(await _store.GetAudiencesAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData((int)RunPurpose.AddOnly)]
    [InlineData((int)RunPurpose.Mirror)]
    [InlineData((int)RunPurpose.Replace)]
    public async Task AFinishedRun_LeavesWhoIsWanted(int purpose)
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..60]));
        await _harness.RunAsync(_store, _harness.Draft((RunPurpose)purpose, People[30..]));

        HashSet<Sha256Digest> expected = purpose == (int)RunPurpose.AddOnly ? [.. People] : [.. People[30..]];
        await _harness.AssertKnownAsync(_store, expected, expected);
        Assert.True(_harness.There.SetEquals(expected));
    }

    [Fact]
    public async Task APlan_CountsAndCutsWhatIsSent()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..60]));
        using AudienceMembership membership = await _harness.OpenAsync(_store);

        (RunJournal journal, IReadOnlyList<KindPlan> plans) = await membership.SealAsync(_harness.Draft(RunPurpose.Mirror, People[30..], erased: People[55..65]), TestContext.Current.CancellationToken);

        KindPlan plan = Assert.Single(plans);
        Assert.Equal((60, 25, 10, 60, 35), (plan.Wanted, plan.Unchanged, plan.Suppressed, plan.Surely, plan.SurelyUnwanted));
        Assert.Equal(Enumerable.Range(1, 10), journal.Plan.Requests.Select(static request => request.Number));
        Assert.Equal([.. Enumerable.Repeat(UploadOperation.Remove, 5), .. Enumerable.Repeat(UploadOperation.Add, 5)], journal.Plan.Requests.Select(static request => request.Operation));
        Assert.Equal([7, 7, 7, 7, 7, 7, 7, 7, 7, 7], journal.Plan.Requests.Select(static request => request.Count));
    }

    [Fact]
    public async Task ARunThatDied_GoesOnWithTheRequestsThatHaveNoRecord()
    {
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.AddOnly, People), TestContext.Current.CancellationToken);
            await _harness.SendAsync(journal, most: 6);
        }

        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            Assert.Equal(Enumerable.Range(7, 9), membership.Journal!.Progress.OpenRequests.Select(static request => request.Number));
            membership.Journal.Progress.Interrupt(_harness.Clock.GetUtcNow());
            await _harness.SendAsync(membership.Journal);
            await membership.CommitAsync(new RunEnd(IsFinished: true), TestContext.Current.CancellationToken);
        }

        await _harness.AssertKnownAsync(_store, [.. People], [.. People]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AClearThatMayStillTakeEffect_HoldsKindsBackThatAreFirstSentAfterIt(bool stopsFirst)
    {
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.Replace, People), TestContext.Current.CancellationToken);
            journal.Progress.LeaveClearUnanswered(_harness.Clock.GetUtcNow());
            if (stopsFirst)
                await membership.StopAsync(isCanceled: false, TestContext.Current.CancellationToken);
            else
                await membership.CommitAsync(new RunEnd(IsFinished: false), TestContext.Current.CancellationToken);
        }

        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, Others, kind: IdentifierKind.Phone));

        using AudienceMembership after = await _harness.OpenAsync(_store);
        KindState phones = after.State.Find(IdentifierKind.Phone)!;
        Assert.Equal((0, Others.Length), (phones.Surely, phones.Maybe));
    }

    [Fact]
    public async Task ARunThatStopped_GoesOnKnowingWhatWasLeftUnanswered_AndOneThatDiedDoesNot()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..14]));
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.Mirror, People[7..28]), TestContext.Current.CancellationToken);
            await _harness.SendAsync(journal, most: 2);
            await membership.StopAsync(isCanceled: true, TestContext.Current.CancellationToken);
        }

        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            Assert.True(membership.State.Journal!.Stop!.IsCanceled);
            RunJournal journal = await membership.ContinueAsync(TestContext.Current.CancellationToken);
            Assert.Equal(3, Assert.Single(journal.Progress.OpenRequests).Number);
            Assert.Equal(default, Assert.Single(journal.Progress.Unanswered).Attempts);
        }

        // It died when it had just gone on: now anything may be on its way.
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            Assert.Null(membership.State.Journal!.Stop);
            RunJournal journal = await membership.ContinueAsync(TestContext.Current.CancellationToken);
            DateTimeOffset until = _harness.Clock.GetUtcNow() + MembershipHarness.Late.Request;
            Assert.Equal(new OpenAttempts(until, until), Assert.Single(journal.Progress.Unanswered).Attempts);
        }
    }

    [Theory]
    [InlineData((int)RunPurpose.Mirror)]
    [InlineData((int)RunPurpose.Replace)]
    public async Task WhatALookShowsBehindAnOpenJournal_IsWhatTheNextRunFinds(int purpose)
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..60]));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..10], kind: IdentifierKind.Phone));
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft((RunPurpose)purpose, People[30..]), TestContext.Current.CancellationToken);
            await _harness.SendAsync(journal, most: 7);
        }

        PlanDraft draft = _harness.Draft(RunPurpose.Mirror, People[50..70]);
        AudienceState seen;
        IReadOnlyList<KindPlan> forecast;
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            await membership.LookBehindJournalAsync(TestContext.Current.CancellationToken);
            (seen, forecast) = (membership.State, await membership.ForecastAsync(draft, TestContext.Current.CancellationToken));
        }

        using AudienceMembership next = await _harness.OpenAsync(_store);
        Assert.NotNull(next.Journal);
        await next.SupersedeAsync(TestContext.Current.CancellationToken);
        KindPlan found = Assert.Single(await next.ForecastAsync(draft, TestContext.Current.CancellationToken));

        Assert.Equal((next.State.Generation, next.State.Salt), (seen.Generation, seen.Salt));
        Assert.Equal(next.State.Kinds.Select(static kind => (kind.Kind, kind.Surely, kind.Maybe)), seen.Kinds.Select(static kind => (kind.Kind, kind.Surely, kind.Maybe)));
        Assert.Equal(found.Cuts, Assert.Single(forecast).Cuts);
    }

    [Fact]
    public async Task ARequestHeldBackWhileALaterOneIsOnRecord_IsSentByTheNextProcess()
    {
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.AddOnly, People[..28]), TestContext.Current.CancellationToken);
            foreach (int number in (int[])[1, 2, 4])
                await journal.RecordAsync(journal.Progress.Judge(journal.Plan.Requests[number - 1], 7, 7, _harness.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        using AudienceMembership next = await _harness.OpenAsync(_store);

        Assert.Equal(3, Assert.Single(next.Journal!.Progress.OpenRequests).Number);
    }

    [Fact]
    public async Task APersonAddedByADeadRun_AndGoneBeforeTheNext_IsRemoved()
    {
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.Mirror, People), TestContext.Current.CancellationToken);
            await _harness.SendAsync(journal, most: 3);
        }

        // One more request was applied, and its answer was lost with the process.
        _harness.There.UnionWith(People);
        _harness.Clock.Advance(TimeSpan.FromHours(1));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Mirror, People[50..]));

        Assert.True(_harness.There.SetEquals(People[50..]));
        await _harness.AssertKnownAsync(_store, [.. People[50..]], [.. People[50..]]);
    }

    [Fact]
    public async Task APersonWhoseRemovalWasNotAnswered_IsSentAgainWhenBack()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Mirror, People));
        using (AudienceMembership membership = await _harness.OpenAsync(_store))
            await membership.SealAsync(_harness.Draft(RunPurpose.Mirror, People[1..]), TestContext.Current.CancellationToken);
        _harness.There.Remove(People[0]);
        _harness.Clock.Advance(TimeSpan.FromHours(1));

        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Mirror, People));

        Assert.True(_harness.There.SetEquals(People));
    }

    [Fact]
    public async Task AnErasure_RemovesWhetherKnownOrNot_AndLeavesTheOtherKindsAlone()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..10]));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..10], kind: IdentifierKind.Phone));
        _harness.There.Add(People[99]);

        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Erasure, [], erased: [People[0], People[99]]));

        Assert.True(_harness.There.SetEquals(People[1..10]));
        await _harness.AssertKnownAsync(_store, [.. People[1..10]], [.. People[1..10]]);
        using AudienceMembership membership = await _harness.OpenAsync(_store);
        (HashSet<Sha256Digest> surely, _) = await MembershipHarness.ReadAsync(membership, IdentifierKind.Phone);
        Assert.True(surely.SetEquals(People[..10]));
    }

    [Fact]
    public async Task AReplace_ForgetsTheKindsItDoesNotSend()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..10], kind: IdentifierKind.Phone));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Replace, People[..5]));

        using AudienceMembership membership = await _harness.OpenAsync(_store);
        (HashSet<Sha256Digest> surely, HashSet<Sha256Digest> maybe) = await MembershipHarness.ReadAsync(membership, IdentifierKind.Phone);
        Assert.Empty(surely);
        Assert.Empty(maybe);
    }

    [Fact]
    public async Task AShortRemoval_IsBelievedAfterThreeRuns()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..3]));
        for (int run = 1; run <= 3; run++)
        {
            await _harness.AssertKnownAsync(_store, run == 1 ? [.. People[..3]] : [], [.. People[..3]]);
            using AudienceMembership membership = await _harness.OpenAsync(_store);
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.Mirror, []), TestContext.Current.CancellationToken);
            await journal.RecordAsync(journal.Progress.Judge(Assert.Single(journal.Plan.Requests), 3, 2, _harness.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
            await membership.CommitAsync(new RunEnd(IsFinished: true), TestContext.Current.CancellationToken);
        }

        await _harness.AssertKnownAsync(_store, [], []);
    }

    [Fact]
    public async Task AFullSend_IsStampedWithItsStart_OnceFinished()
    {
        DateTimeOffset start = _harness.Clock.GetUtcNow();
        PlanDraft draft = _harness.Draft(RunPurpose.AddOnly, People, isFullSend: true);
        _harness.Clock.Advance(TimeSpan.FromMinutes(10));
        await _harness.RunAsync(_store, draft);
        Assert.Equal(start, await FullSentAtAsync());

        using (AudienceMembership membership = await _harness.OpenAsync(_store))
        {
            (RunJournal journal, _) = await membership.SealAsync(_harness.Draft(RunPurpose.AddOnly, People, isFullSend: true), TestContext.Current.CancellationToken);
            Assert.Equal(15, journal.Plan.Requests.Count);
            await membership.CommitAsync(new RunEnd(IsFinished: false), TestContext.Current.CancellationToken);
        }

        Assert.Equal(start, await FullSentAtAsync());
        await _harness.AssertKnownAsync(_store, [], [.. People]);
    }

    [Fact]
    public async Task AfterACommit_OnlyTheSnapshotIsKept()
    {
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, People[..10]));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Mirror, People));

        string name = Assert.Single(await _store.GetNamesAsync(MembershipHarness.Audience, TestContext.Current.CancellationToken));
        Assert.EndsWith("-snapshot-email", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorkerThatWasOvertaken_RecordsAndCommitsNothing()
    {
        using AudienceMembership overtaken = await _harness.OpenAsync(_store);
        (RunJournal journal, _) = await overtaken.SealAsync(_harness.Draft(RunPurpose.AddOnly, People[..7]), TestContext.Current.CancellationToken);
        _harness.SentAt = _harness.Clock.GetUtcNow();
        _harness.Fence++;
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Mirror, People[50..]));

        JournalRecord record = journal.Progress.Judge(journal.Plan.Requests[0], 7, 7, _harness.Clock.GetUtcNow());
        await Assert.ThrowsAsync<AudienceExportConcurrencyException>(() => journal.RecordAsync(record, TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<AudienceExportException>(() => overtaken.CommitAsync(new RunEnd(IsFinished: true), TestContext.Current.CancellationToken));

        // Whom the overtaken worker may have sent is maybe there, until a mirror has removed them.
        await _harness.AssertKnownAsync(_store, [.. People[50..]], [.. People[..7], .. People[50..]]);
    }

    [Fact]
    public async Task NewNormalizationRules_AreInForce_OnceARunHasSentEverybody()
    {
        PlanDraft older = _harness.Draft(RunPurpose.Mirror, People);
        await _harness.RunAsync(_store, older with { Demands = [older.Demands[0] with { RuleVersion = 0 }] });
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Erasure, [], erased: People[..1]));
        await AssertAsync(0, RulesChange.None);

        using (AudienceMembership crashed = await _harness.OpenAsync(_store))
            await crashed.SealAsync(_harness.Draft(RunPurpose.AddOnly, Others), TestContext.Current.CancellationToken);
        using (AudienceMembership next = await _harness.OpenAsync(_store))
            await next.SupersedeAsync(TestContext.Current.CancellationToken);
        await AssertAsync(1, RulesChange.Begun);
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Erasure, [], erased: People[..1]));
        await AssertAsync(1, RulesChange.Begun);
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, Others));
        await AssertAsync(1, RulesChange.Sent);
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.AddOnly, Others));
        await AssertAsync(1, RulesChange.Sent);
        _harness.Clock.Advance(TimeSpan.FromHours(1));
        await _harness.RunAsync(_store, _harness.Draft(RunPurpose.Replace, Others));
        await AssertAsync(1, RulesChange.None);

        async Task AssertAsync(int version, RulesChange change)
        {
            using AudienceMembership membership = await _harness.OpenAsync(_store);
            Assert.Equal((version, change), (membership.State.Find(IdentifierKind.Email)!.RuleVersion, membership.State.RulesChange));
        }
    }

    [Fact]
    public async Task NoDigestIsReadable_InTheStateFolder()
    {
        using var folder = new StateFolder();
        using FileMembershipStore files = FileMembershipStore.Open(folder.Path, new DiskFiles());
        await _harness.RunAsync(files, _harness.Draft(RunPurpose.AddOnly, People[..50]));
        using AudienceMembership membership = await _harness.OpenAsync(files);
        await membership.SealAsync(_harness.Draft(RunPurpose.Mirror, People[20..]), TestContext.Current.CancellationToken);

        string[] written = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.InRange(written.Length, 4, 20);
        foreach (byte[] bytes in written.Where(static path => !path.EndsWith("lock", StringComparison.Ordinal)).Select(File.ReadAllBytes))
        {
            foreach (Sha256Digest digest in People)
            {
                // Six bytes are enough to know a digest by.
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromHexString(digest.ToString()).AsSpan(0, 6)));
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(digest.ToString()[..12])));
            }
        }
    }

    public void Dispose() => _harness.Dispose();

    private async Task<DateTimeOffset?> FullSentAtAsync()
    {
        using AudienceMembership membership = await _harness.OpenAsync(_store);
        return membership.State.Find(IdentifierKind.Email)!.FullSentAt;
    }
}
