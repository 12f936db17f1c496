using Snapchat.AudienceExport.Membership;
using Snapchat.AudienceExport.Membership.Exact;
using Snapchat.AudienceExport.Planning;

namespace Snapchat.AudienceExport.Exports;

/// <summary>What a run is about to do.</summary>
/// <param name="Plan">The plan for people.</param>
/// <param name="Wanted">Who is wanted.</param>
/// <param name="Requests">The requests of a run that knows nothing of the audience.</param>
/// <param name="Exact">What a run does that knows who is in the audience; null for one that does not, and if the plan has a problem.</param>
internal sealed record Preparation(ExportPlan Plan, WantedIdentifiers Wanted, IReadOnlyList<PlannedRequest> Requests, ExactPlan? Exact) : IDisposable
{
    public void Dispose() => Wanted.Dispose();
}
