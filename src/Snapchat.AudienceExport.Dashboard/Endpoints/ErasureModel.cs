using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the page of erasures shows. It never holds an identifier that was typed, not even after a refusal.</summary>
/// <param name="Pending">The erasures that are pending in some audience.</param>
internal sealed record ErasureModel(IReadOnlyList<ErasureReport> Pending) : IProblemModel
{
    /// <summary>What was just done, or null.</summary>
    public ErasureReport? Report { get; init; }

    public PageProblem? Problem { get; init; }
}
