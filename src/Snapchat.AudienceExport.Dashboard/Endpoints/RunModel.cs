using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the page of a run shows.</summary>
/// <param name="Run">The record of the run.</param>
/// <param name="Right">What the person may do with its export now.</param>
internal sealed record RunModel(RunRecord Run, ExportRight Right) : IProblemModel
{
    public PageProblem? Problem { get; init; }
}
