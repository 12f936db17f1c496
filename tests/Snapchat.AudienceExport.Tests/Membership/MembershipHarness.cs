using System.Runtime.InteropServices;
using Microsoft.Extensions.Time.Testing;
using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Membership;

/// <summary>Runs over one audience: the real membership over any store, and the people who are really there.</summary>
internal sealed class MembershipHarness : IDisposable
{
    public static readonly AudienceId Audience = AudienceId.Parse("5677923948298240");
    public static readonly Lateness Late = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));

    private readonly EphemeralSecretProtector _protector = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Gets who is really in the audience.</summary>
    public HashSet<Sha256Digest> There { get; } = [];

    /// <summary>Gets or sets when something was sent last.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>Gets or sets the fence of the next lease.</summary>
    public long Fence { get; set; } = 1;

    public static Sha256Digest[] Digests(int count, int seed)
    {
        var digests = new Sha256Digest[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(digests.AsSpan()));
        return digests;
    }

    public Task<AudienceMembership> OpenAsync(IMembershipStore store) =>
        AudienceMembership.OpenAsync(store, _protector, Clock, Late, Audience, TestLease.Of(Audience, Fence), CancellationToken.None);

    public PlanDraft Draft(RunPurpose purpose, IEnumerable<Sha256Digest> wanted, IEnumerable<Sha256Digest>? erased = null, bool isFullSend = false, IdentifierKind kind = IdentifierKind.Email) => new(
        RunId.New(Clock),
        new RunNature(purpose, isFullSend),
        "terms",
        Clock.GetUtcNow(),
        [new KindDemand(kind, new DigestArray(wanted), new DigestArray(erased ?? []), 1)],
        MaxPerRequest: 7);

    /// <summary>Recovers what a dead run left, and runs to the end.</summary>
    public async Task RunAsync(IMembershipStore store, PlanDraft draft)
    {
        using AudienceMembership membership = await OpenAsync(store);
        Assert.Null(membership.Loss);
        await RecoverAsync(membership);
        (RunJournal journal, _) = await membership.SealAsync(draft, CancellationToken.None);
        await SendAsync(journal);
        await membership.CommitAsync(new RunEnd(IsFinished: true), CancellationToken.None);
    }

    /// <summary>Sends the requests that have no record; each is acknowledged in full.</summary>
    public async Task SendAsync(RunJournal journal, int most = int.MaxValue)
    {
        if (journal.Plan.Nature.Clears && journal.Progress.Clear != ClearStep.Settled)
        {
            await journal.RecordAsync(JournalRecord.OfClear(ClearStep.Sent, Clock.GetUtcNow()), CancellationToken.None);
            There.Clear();
            SentAt = Clock.GetUtcNow();
            await journal.RecordAsync(JournalRecord.OfClear(ClearStep.Accepted, Clock.GetUtcNow()), CancellationToken.None);
            await journal.RecordAsync(journal.Progress.JudgeSettled(Clock.GetUtcNow()), CancellationToken.None);
        }

        foreach (SealedRequest request in journal.Progress.OpenRequests.Take(most))
        {
            var digests = new Sha256Digest[request.Count];
            await journal.ReadAsync(request, digests, CancellationToken.None);
            SentAt = Clock.GetUtcNow();
            if (request.Operation == UploadOperation.Add)
                There.UnionWith(digests);
            else
                There.ExceptWith(digests);
            await journal.RecordAsync(journal.Progress.Judge(request, digests.Length, digests.Length, Clock.GetUtcNow()), CancellationToken.None);
        }
    }

    /// <summary>Folds the journal of a run that died.</summary>
    public async Task RecoverAsync(AudienceMembership membership)
    {
        if (membership.Journal is not { } journal)
            return;
        journal.Progress.Interrupt(SentAt);
        await membership.CommitAsync(new RunEnd(IsFinished: false), CancellationToken.None);
    }

    /// <returns>S and M as they are kept; no journal is open.</returns>
    public static async Task<(HashSet<Sha256Digest> Surely, HashSet<Sha256Digest> Maybe)> ReadAsync(AudienceMembership membership, IdentifierKind kind = IdentifierKind.Email)
    {
        HashSet<Sha256Digest> surely = [], maybe = [];
        using var rows = new TableRows(SnapshotColumns.Count);
        for (int partition = 0; partition < 256 && membership.SnapshotOf(kind) is { } snapshot; partition++)
        {
            await snapshot.ReadAsync(partition, rows, CancellationToken.None);
            surely.UnionWith(rows[0].ToArray());
            for (int column = 0; column < SnapshotColumns.Count; column++)
                maybe.UnionWith(rows[column].ToArray());
        }

        return (surely, maybe);
    }

    public void Dispose() => _protector.Dispose();

    /// <summary>Asserts what is known of the email kind, in the bounds themselves and in their counts.</summary>
    public async Task AssertKnownAsync(IMembershipStore store, HashSet<Sha256Digest> surely, HashSet<Sha256Digest> maybe)
    {
        using AudienceMembership membership = await OpenAsync(store);
        (HashSet<Sha256Digest> keptSurely, HashSet<Sha256Digest> keptMaybe) = await ReadAsync(membership);
        Assert.True(keptSurely.SetEquals(surely), $"S has {keptSurely.Count} digests instead of {surely.Count}.");
        Assert.True(keptMaybe.SetEquals(maybe), $"M has {keptMaybe.Count} digests instead of {maybe.Count}.");
        KindState kind = membership.State.Find(IdentifierKind.Email)!;
        Assert.Equal((surely.Count, maybe.Count), (kind.Surely, kind.Maybe));
    }
}
