using System.Security.Cryptography;
using System.Text.Json;
using Snapchat.AudienceExport.Membership.Tables;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Membership;

/// <summary>Writes plans and reads them back. A plan is in force once the pointer names it.</summary>
internal sealed class PlanSealer(IMembershipStore store, ISecretProtector protector, AudienceId audience, StoredLease lease)
{
    /// <summary>Makes a plan durable.</summary>
    /// <param name="draft">The plan.</param>
    /// <param name="generation">The generation it is made from.</param>
    /// <param name="snapshots">The snapshots of that generation.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The plan, its counts per kind, and its checksum for the pointer.</returns>
    public async Task<(SealedPlan Plan, IReadOnlyList<KindPlan> Kinds, string Checksum)> WriteAsync(
        PlanDraft draft, long generation, IReadOnlyDictionary<IdentifierKind, DigestTable> snapshots, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var writer = new TableWriter(store, protector);
        var kinds = new List<SealedKind>();
        var plans = new List<KindPlan>();
        foreach (KindDemand demand in draft.Demands)
        {
            var planner = new KindPlanner(demand, SnapshotColumns.ReadAsync(snapshots.GetValueOrDefault(demand.Kind), cancellationToken), draft.Nature, draft.MaxPerRequest);
            string name = JournalNames.Planned(draft.Run, demand.Kind);
            TableReference table = await writer
                .WriteAsync(audience, name, generation, Enum.GetValues<PlanColumn>().Length, planner.PlanAsync(cancellationToken), lease, cancellationToken)
                .ConfigureAwait(false);
            kinds.Add(new SealedKind(demand.Kind, demand.RuleVersion, table));
            plans.Add(planner.Finish());
        }

        var plan = new SealedPlan(draft.Run, draft.Nature, generation, draft.Terms, draft.StartedAt, now, kinds, Number(plans)) { Account = draft.Account };

        // Encrypted too: the checksum of a request with one digest would give it away.
        byte[] bytes = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(plan, MembershipJson.Default.SealedPlan));
        await store.WriteSetAsync(audience, JournalNames.Plan(draft.Run), Single(bytes), lease, cancellationToken).ConfigureAwait(false);
        return (plan, plans, Checksums.Of(bytes));
    }

    /// <summary>Reads the plan that the pointer names.</summary>
    /// <exception cref="MembershipStateException">It is missing, damaged, of another generation, or cannot be decrypted.</exception>
    public async Task<SealedPlan> ReadAsync(JournalReference reference, long generation, CancellationToken cancellationToken)
    {
        using var part = new PartBuffer();
        if (!await store.ReadPartAsync(audience, JournalNames.Plan(reference.Run), 0, part, cancellationToken).ConfigureAwait(false))
            throw Damaged(reference, "is missing");
        if (!string.Equals(Checksums.Of(part.Written.Span), reference.Checksum, StringComparison.Ordinal))
            throw Damaged(reference, "is not the one that the pointer names");
        try
        {
            SealedPlan plan = JsonSerializer.Deserialize(protector.Unprotect(part.Written.Span), MembershipJson.Default.SealedPlan)!;
            return plan.Generation == generation ? plan : throw Damaged(reference, $"belongs to generation {plan.Generation} and not {generation}");
        }
        catch (CryptographicException exception)
        {
            throw new MembershipStateException($"The plan of run {reference.Run} was encrypted with another key: bring back the key ring it was written with, or declare the state restored.", exception);
        }
    }

    // Removals before additions, whatever the kind.
    private static List<SealedRequest> Number(List<KindPlan> plans)
    {
        var requests = new List<SealedRequest>();
        foreach ((IdentifierKind kind, RequestCut cut) in plans.SelectMany(static plan => plan.Cuts.Select(cut => (plan.Kind, cut))).OrderBy(static request => request.cut.Column == PlanColumn.Added))
            requests.Add(new SealedRequest(requests.Count + 1, kind, cut.Column, cut.Start, cut.Count, cut.Checksum));
        return requests;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Single(byte[] part)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return part;
    }

    private MembershipStateException Damaged(JournalReference reference, string how) =>
        new($"The plan of run {reference.Run} for audience {audience} {how}, so the history of the audience counts as lost; {LostHistory.WayOut}") { IsHistoryLost = true };
}
