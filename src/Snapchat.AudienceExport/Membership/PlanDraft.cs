namespace Snapchat.AudienceExport.Membership;

/// <summary>A plan that is still to be made durable.</summary>
/// <param name="Run">The run.</param>
/// <param name="Nature">What it means to do.</param>
/// <param name="Terms">A digest of all that must be unchanged for the run to be continued.</param>
/// <param name="StartedAt">When the run began to read.</param>
/// <param name="Demands">What it wants, per kind.</param>
/// <param name="MaxPerRequest">The most digests in a request.</param>
internal sealed record PlanDraft(RunId Run, RunNature Nature, string Terms, DateTimeOffset StartedAt, IReadOnlyList<KindDemand> Demands, int MaxPerRequest)
{
    /// <summary>Gets a digest of what decides whom the run wants; a mirror under other terms is to be confirmed.</summary>
    public string? MirrorTerms { get; init; }

    /// <summary>Gets what the run needs at its end; null for a run without a report.</summary>
    public RunAccount? Account { get; init; }
}
