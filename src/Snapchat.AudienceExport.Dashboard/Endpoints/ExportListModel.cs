namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the list of exports shows.</summary>
/// <param name="Exports">One page of them.</param>
/// <param name="Search">What was looked for, or an empty text.</param>
/// <param name="Skip">How many were left out before them.</param>
internal sealed record ExportListModel(Page<Export> Exports, string Search, int Skip)
{
    public const int Take = 50;
}
