using Snapchat.AudienceExport.Dashboard.Forms;
using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the list of exports shows.</summary>
/// <param name="Exports">One page of them.</param>
/// <param name="Form">What is ticked and chosen, what was looked for, and how many were left out before them.</param>
internal sealed record ExportListModel(Page<Export> Exports, BulkScheduleForm Form) : IProblemModel
{
    public const int Take = 50;

    public PageProblem? Problem { get; init; }
}
