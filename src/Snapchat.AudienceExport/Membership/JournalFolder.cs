using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Makes the next generation out of the last one and a journal. It is in force once the pointer names it.</summary>
internal sealed class JournalFolder(
    IMembershipStore store,
    ISecretProtector protector,
    AudienceId audience,
    StoredLease lease,
    AudienceState state,
    RunJournal journal,
    IReadOnlyDictionary<IdentifierKind, DigestTable> snapshots)
{
    /// <summary>Writes the snapshots of the next generation.</summary>
    /// <param name="end">How the run ended.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the pointer is to say.</returns>
    public async Task<AudienceState> FoldAsync(RunEnd end, CancellationToken cancellationToken)
    {
        SealedPlan plan = journal.Plan;
        IReadOnlyDictionary<IdentifierKind, OpenAttempts> open = journal.Progress.End();
        var kinds = new List<KindState>();
        foreach (IdentifierKind kind in state.Kinds.Select(static known => known.Kind).Union(plan.Kinds.Select(static planned => planned.Kind)).Order())
        {
            KindState? before = state.Find(kind);
            SealedKind? planned = plan.Kinds.FirstOrDefault(planned => planned.Kind == kind);
            kinds.Add(before is not null && planned is null && !plan.Nature.Clears
                ? before with { Open = open[kind] }
                : await FoldKindAsync(kind, before, planned, end, open[kind], cancellationToken).ConfigureAwait(false));
        }

        return state with
        {
            Generation = state.Generation + 1,
            IsHistoryLost = state.IsHistoryLost && journal.Progress.Clear != ClearStep.Settled,
            Kinds = kinds,
            Journal = null,
            Facts = end.Facts ?? state.Facts,
            MirrorTerms = end.Memory is null ? state.MirrorTerms : end.Memory.MirrorTerms,
            Segments = end.Memory?.Segments ?? state.Segments,
            Peaks = SurelyPeak.After(end.Memory?.IsConfirmed == true ? [] : state.Peaks, kinds, plan.SealedAt),
        };
    }

    private async Task<KindState> FoldKindAsync(IdentifierKind kind, KindState? before, SealedKind? planned, RunEnd end, OpenAttempts open, CancellationToken cancellationToken)
    {
        SealedPlan plan = journal.Plan;
        var folder = new KindFolder(kind, snapshots.GetValueOrDefault(kind), journal.TableOf(kind), plan.Nature, journal.Progress);
        TableReference snapshot = await new TableWriter(store, protector)
            .WriteAsync(audience, JournalNames.Snapshot(plan.Run, kind), state.Generation + 1, SnapshotColumns.Count, folder.FoldAsync(cancellationToken), lease, cancellationToken)
            .ConfigureAwait(false);
        bool isFullySent = end.IsFinished && plan.Nature.ForgetsSurely;
        return new KindState(
            kind,
            snapshot,
            planned?.RuleVersion ?? before!.RuleVersion,
            open,
            isFullySent ? plan.StartedAt : before?.FullSentAt,
            folder.Surely,
            folder.Maybe);
    }
}
