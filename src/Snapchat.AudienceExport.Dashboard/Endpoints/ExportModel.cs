using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the page of an export shows.</summary>
/// <param name="Export">The export.</param>
/// <param name="Runs">One page of its runs, the latest first.</param>
/// <param name="Skip">How many runs were left out before them.</param>
internal sealed record ExportModel(Export Export, Page<RunRecord> Runs, int Skip) : IProblemModel
{
    public const int Take = 25;

    /// <summary>Its segments, as far as the person may see them.</summary>
    public IReadOnlyList<SegmentInfo> Segments { get; init; } = [];

    /// <summary>The connections that a detached export may be given; empty for others, and for who may not give it one.</summary>
    public IReadOnlyList<ConnectionChoice> Choices { get; init; } = [];

    public PageProblem? Problem { get; init; }
}
