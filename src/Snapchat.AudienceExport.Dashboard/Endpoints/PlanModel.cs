using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the page of a plan shows.</summary>
/// <param name="Export">The export.</param>
/// <param name="ResendAll">Whether everybody is to be sent again.</param>
internal sealed record PlanModel(Export Export, bool ResendAll = false) : IProblemModel
{
    /// <summary>The plan, or null as long as none was made.</summary>
    public ExportPlan? Plan { get; init; }

    public PageProblem? Problem { get; init; }
}
