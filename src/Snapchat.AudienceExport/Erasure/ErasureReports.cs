using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>Says what has become of erasures, from what is kept: the same in every process.</summary>
internal sealed class ErasureReports(IMembershipStore membership, IAudienceExportStore store, SuppressionList suppressions, WrittenAudiences audiences)
{
    /// <summary>Gets the reports of erasures, the oldest first.</summary>
    /// <param name="which">Which erasures.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="MembershipStateException">The suppression list cannot be read.</exception>
    public async Task<IReadOnlyList<ErasureReport>> GetAsync(Func<SuppressionEntry, bool> which, CancellationToken cancellationToken)
    {
        SuppressionLog log = await suppressions.ReadLogAsync(cancellationToken).ConfigureAwait(false);
        (SuppressionEntry Entry, long End)[] erasures = [.. log.Erasures.Where(erasure => which(erasure.Entry))];
        if (erasures.Length == 0)
            return [];
        IReadOnlyList<AudienceView> views = await ViewAsync(log, cancellationToken).ConfigureAwait(false);
        return
        [
            .. erasures.Select(erasure => new ErasureReport(erasure.Entry.Id, erasure.Entry.At)
            {
                Kinds = [.. erasure.Entry.Digests.Keys.Order()],
                Digests = erasure.Entry.Digests.Values.Sum(static digests => digests.Count),
                Audiences = [.. views.Select(view => view.Show(erasure.Entry, erasure.End))],
                IsLifted = log.IsLifted(erasure.Entry),
            }),
        ];
    }

    private async Task<IReadOnlyList<AudienceView>> ViewAsync(SuppressionLog log, CancellationToken cancellationToken)
    {
        ILookup<AudienceId, IdentifierKind> mapped = (await store.GetExportsAsync(cancellationToken).ConfigureAwait(false))
            .SelectMany(static export => export.Definition.Identifiers.Select(mapping => (export.Definition.Audience, mapping.Kind)))
            .ToLookup(static mapping => mapping.Audience, static mapping => mapping.Kind);
        HashSet<AudienceId> running =
        [
            .. (await store.GetOpenRunsAsync(cancellationToken).ConfigureAwait(false))
                .Where(static run => ErasureSweep.IsUnderWay(run.Record)).Select(static run => run.Record.Definition.Audience),
        ];
        List<AudienceView> views = [];
        foreach (AudienceId audience in await audiences.GetAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                AudienceState? state = await AudienceMembership.PeekAsync(membership, audience, cancellationToken).ConfigureAwait(false);
                if (state is null || !WrittenAudiences.IsUntouched(state) || audiences.IsHistoryMissing(audience, state))
                    views.Add(new AudienceView(audience, state, log, running.Contains(audience), mapped[audience]));
            }
            catch (MembershipStateException exception)
            {
                views.Add(new AudienceView(audience, null, log, running.Contains(audience), mapped[audience]) { Problem = exception.Message });
            }
        }

        return views;
    }

    /// <summary>What is kept of an audience, as far as erasures are concerned.</summary>
    private sealed record AudienceView(AudienceId Audience, AudienceState? State, SuppressionLog Log, bool IsRunning, IEnumerable<IdentifierKind> Mapped)
    {
        public string? Problem { get; init; }

        public AudienceErasure Show(SuppressionEntry erasure, long end)
        {
            (AudienceErasureStatus status, string? detail) = Judge(erasure, end);
            IEnumerable<IdentifierKind> sent = (State?.Kinds ?? []).Where(static kind => kind.Maybe > 0).Select(static kind => kind.Kind).Union(Mapped);
            return new AudienceErasure(Audience, status)
            {
                Detail = detail,
                KindsNotGiven = status == AudienceErasureStatus.AudienceDeleted ? [] : [.. sent.Except(erasure.Digests.Keys).Order()],
            };
        }

        private (AudienceErasureStatus Status, string? Detail) Judge(SuppressionEntry erasure, long end)
        {
            if (Problem is not null)
                return (AudienceErasureStatus.StateUnusable, Problem);
            if (State is not null && State.ErasedUpTo(Log) >= end)
                return State.Erasure is { Status: AudienceErasureStatus.AudienceDeleted } deleted ? (deleted.Status, deleted.Detail) : (AudienceErasureStatus.Removed, null);
            if (IsRunning)
                return (AudienceErasureStatus.WaitingForRun, "A run writes to the audience and sends nobody who was erased; the removal follows when it has ended.");

            // How an attempt ended for others says nothing of somebody who was erased after it.
            return State?.Erasure is { } attempt && attempt.At >= erasure.At && attempt.Status != AudienceErasureStatus.Removed
                ? (attempt.Status, attempt.Detail)
                : (AudienceErasureStatus.Pending, "The removal was not tried yet; a worker does that, or ask for it.");
        }
    }
}
