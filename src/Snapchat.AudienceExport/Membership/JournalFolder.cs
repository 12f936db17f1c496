using System.Text;
using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Makes the next generation out of the last one and a journal: to be kept, in force once the pointer names it; or only to be looked at.</summary>
internal sealed class JournalFolder(
    IMembershipStore store,
    ISecretProtector protector,
    AudienceId audience,
    AudienceState state,
    RunJournal journal,
    IReadOnlyDictionary<IdentifierKind, DigestTable> snapshots,
    DateTimeOffset now)
{
    /// <summary>Writes the snapshots of the next generation.</summary>
    /// <param name="end">How the run ended.</param>
    /// <param name="lease">The lease of the audience.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the pointer is to say.</returns>
    public Task<AudienceState> FoldAsync(RunEnd end, StoredLease lease, CancellationToken cancellationToken) => FoldAsync(
        end,
        (kind, rows) => new TableWriter(store, protector)
            .WriteAsync(audience, JournalNames.Snapshot(journal.Plan.Run, kind), state.Generation + 1, SnapshotColumns.Count, rows, lease, cancellationToken),
        cancellationToken);

    /// <summary>Counts what the next generation would hold if the run ended as it stands; nothing is written.</summary>
    public Task<AudienceState> LookAsync(CancellationToken cancellationToken) => FoldAsync(
        new RunEnd(IsFinished: false),
        async (kind, rows) =>
        {
            await foreach (TableRows _ in rows.ConfigureAwait(false))
            {
                // Its counts are all that is wanted.
            }

            return new TableReference(JournalNames.Snapshot(journal.Plan.Run, kind), Checksum: "");
        },
        cancellationToken);

    /// <summary>Reads a snapshot of the next generation that was not written.</summary>
    /// <returns>All partitions, each valid until the next is asked for.</returns>
    public IAsyncEnumerable<TableRows> ReadAsync(IdentifierKind kind, CancellationToken cancellationToken) =>
        IsTouched(kind) ? FolderOf(kind).FoldAsync(cancellationToken) : SnapshotColumns.ReadAsync(snapshots.GetValueOrDefault(kind), cancellationToken);

    private async Task<AudienceState> FoldAsync(RunEnd end, Func<IdentifierKind, IAsyncEnumerable<TableRows>, Task<TableReference>> writeAsync, CancellationToken cancellationToken)
    {
        SealedPlan plan = journal.Plan;
        IReadOnlyDictionary<IdentifierKind, OpenAttempts> open = journal.Progress.End();
        var kinds = new List<KindState>();
        long removedMaybe = 0;
        foreach (IdentifierKind kind in state.Kinds.Select(static known => known.Kind).Union(plan.Kinds.Select(static planned => planned.Kind)).Order())
        {
            if (IsTouched(kind))
            {
                KindFolder folder = FolderOf(kind);
                TableReference snapshot = await writeAsync(kind, folder.FoldAsync(cancellationToken)).ConfigureAwait(false);
                kinds.Add(StateOf(kind, snapshot, end, open[kind], folder));
                removedMaybe += folder.RemovedMaybe;
            }
            else
            {
                kinds.Add(state.Find(kind)! with { Open = open[kind] });
            }
        }

        bool keepsToken = plan.Account?.Memory.AwaitsConfirmation == true;
        return state with
        {
            Generation = state.Generation + 1,
            IsHistoryLost = state.IsHistoryLost && journal.Progress.Clear != ClearStep.Settled,
            Kinds = kinds,
            OpenOfOthers = journal.Progress.UnansweredOfOthers,
            Salt = keepsToken ? state.Salt : Checksums.Of(Encoding.UTF8.GetBytes($"{state.Salt} {state.Journal?.Checksum}")),
            TokenGeneration = keepsToken ? state.TokenGeneration : state.Generation + 1,
            Last = new LastRun(plan.Run, end.IsFinished, now) { Report = end.Report },
            Journal = null,
            Facts = FactsAfter(end),
            RulesChange = RulesChangeAfter(end),
            Erasure = end.Erasure is { } attempt ? attempt.Judge(state.Erasure, journal.Progress.IsAcknowledged, removedMaybe, open.Values) : state.Erasure,
            MirrorTerms = end.Memory is null ? state.MirrorTerms : end.Memory.MirrorTerms,
            Segments = end.Memory?.Segments ?? state.Segments,
            Peaks = SurelyPeak.After(end.Memory?.IsConfirmed == true ? [] : state.Peaks, kinds, plan.SealedAt),
        };
    }

    private bool IsTouched(IdentifierKind kind) => journal.Plan.Nature.Clears || journal.Plan.Kinds.Any(planned => planned.Kind == kind);

    private KindFolder FolderOf(IdentifierKind kind) => new(kind, snapshots.GetValueOrDefault(kind), journal.TableOf(kind), journal.Plan.Nature, journal.Progress);

    // Where everybody was sent anew, the size at that moment is the measure, and none behind a clear; our own removals must not look like somebody else's.
    // Of a run that did not finish the larger size is: an audience that was found emptied may have been emptied again behind it.
    private AudienceFacts? FactsAfter(RunEnd end)
    {
        SealedPlan plan = journal.Plan;
        AudienceFacts? planned = plan.Account?.Memory.FactsBefore;
        AudienceFacts? facts = Note(state.Facts, planned);
        if (plan.Nature.ForgetsSurely && (end.IsFinished || plan.Nature.Clears) && facts is not null)
            facts = facts with { Size = plan.Nature.Clears ? null : planned?.Size };
        long removed = plan.Requests.Where(static request => request.Operation == UploadOperation.Remove).Sum(static request => (long)request.Count);
        return Note(facts?.Without(removed), end.Facts);

        static AudienceFacts? Note(AudienceFacts? before, AudienceFacts? newer) => before is null || newer is null ? newer ?? before : before.Note(newer);
    }

    // What older rules had made is gone once a mirror was not withheld, or the audience was cleared. An erasure sends nobody.
    private RulesChange RulesChangeAfter(RunEnd end)
    {
        SealedPlan plan = journal.Plan;
        if (plan.Nature.Purpose == RunPurpose.Mirror ? end.Memory is not null : journal.Progress.Clear == ClearStep.Settled)
            return RulesChange.None;
        bool isUnderway = state.RulesChange == RulesChange.Begun || plan.Kinds.Any(planned => state.Find(planned.Kind) is { Maybe: > 0 } before && before.RuleVersion < planned.RuleVersion);
        if (!isUnderway || plan.Nature.Purpose == RunPurpose.Erasure)
            return state.RulesChange;
        return end.IsFinished ? RulesChange.Sent : RulesChange.Begun;
    }

    private KindState StateOf(IdentifierKind kind, TableReference snapshot, RunEnd end, OpenAttempts open, KindFolder folder)
    {
        SealedPlan plan = journal.Plan;
        KindState? before = state.Find(kind);
        SealedKind? planned = plan.Kinds.FirstOrDefault(planned => planned.Kind == kind);
        bool isFullySent = end.IsFinished && plan.Nature.ForgetsSurely;
        return new KindState(
            kind,
            snapshot,
            plan.Nature.Purpose == RunPurpose.Erasure && before is not null ? before.RuleVersion : planned?.RuleVersion ?? before!.RuleVersion,
            open,
            isFullySent ? plan.StartedAt : before?.FullSentAt,
            folder.Surely,
            folder.Maybe);
    }
}
