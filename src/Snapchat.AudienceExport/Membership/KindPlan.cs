namespace Snapchat.AudienceExport.Membership;

/// <summary>What is to be sent of one kind: counts, and the cuts into requests.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Wanted">|W'|: how many are wanted and not erased.</param>
/// <param name="Unchanged">|W' ∩ S|: how many of them are surely there and not sent again.</param>
/// <param name="Suppressed">|W ∩ E|: how many are wanted, and were erased.</param>
/// <param name="Surely">|S|: how many were surely there.</param>
/// <param name="SurelyUnwanted">|S \ W'|: how many were surely there and are not wanted.</param>
/// <param name="Staying">|M ∩ W'|: how many were maybe there, and are wanted.</param>
/// <param name="Cuts">The requests of each column, in its order.</param>
internal sealed record KindPlan(IdentifierKind Kind, long Wanted, long Unchanged, long Suppressed, long Surely, long SurelyUnwanted, long Staying, IReadOnlyList<RequestCut> Cuts)
{
    /// <summary>Gets how many are added.</summary>
    public long Added => Cuts.Where(static cut => cut.Column == PlanColumn.Added).Sum(static cut => (long)cut.Count);

    /// <summary>Gets how many are removed.</summary>
    public long Removed => Cuts.Where(static cut => cut.Column != PlanColumn.Added).Sum(static cut => (long)cut.Count);
}
