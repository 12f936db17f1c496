namespace Snapchat.AudienceExport.Membership;

/// <summary>A plan that is durable: from then on its requests may be sent, and are never cut anew.</summary>
/// <param name="Run">The run it belongs to.</param>
/// <param name="Nature">What the run means to do.</param>
/// <param name="Generation">The generation of the snapshot it was made from.</param>
/// <param name="Terms">A digest of all that must be unchanged for the run to be continued: definition version, mapping, segments, mode, connection, consent, rule versions.</param>
/// <param name="StartedAt">When the run began to read.</param>
/// <param name="SealedAt">When the plan was made durable.</param>
/// <param name="Kinds">The sets of each kind.</param>
/// <param name="Requests">The requests, in the order of their numbers.</param>
internal sealed record SealedPlan(
    RunId Run,
    RunNature Nature,
    long Generation,
    string Terms,
    DateTimeOffset StartedAt,
    DateTimeOffset SealedAt,
    IReadOnlyList<SealedKind> Kinds,
    IReadOnlyList<SealedRequest> Requests)
{
    /// <summary>Gets what its run needs at its end; null for a run without a report.</summary>
    public RunAccount? Account { get; init; }

    /// <summary>Gets what of one kind may be on its way when the run dies.</summary>
    public PlanDirections DirectionsOf(IdentifierKind kind)
    {
        PlanDirections directions = Nature.Clears ? PlanDirections.Clear : PlanDirections.None;
        foreach (SealedRequest request in Requests)
        {
            if (request.Kind == kind)
                directions |= request.Operation == UploadOperation.Add ? PlanDirections.Add : PlanDirections.Remove;
        }

        return directions;
    }
}
