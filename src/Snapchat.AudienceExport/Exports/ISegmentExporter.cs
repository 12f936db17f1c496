namespace Snapchat.AudienceExport;

/// <summary>The engine: reads segments, normalizes, hashes, de-duplicates, plans, uploads, reconciles, reports.</summary>
/// <remarks>
/// Failures before the plan is made throw. Once it is made the caller gets a report with status, problem and warnings, and a cancellation carries the report.
/// </remarks>
public interface ISegmentExporter
{
    /// <summary>Does everything but the upload (a dry run).</summary>
    /// <param name="request">What to export, and where to.</param>
    /// <param name="progress">Told where the work stands, once per chunk.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What a run would send.</returns>
    /// <exception cref="AudienceExportValidationException">The request names something that does not exist or cannot be exported; all problems are named at once.</exception>
    /// <exception cref="SegmentReadException">The source failed.</exception>
    /// <exception cref="SnapchatApiException">Snapchat refused, or could not be reached until the deadline.</exception>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the stored authentication.</exception>
    Task<ExportPlan> PlanAsync(SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Brings the members of the segments into the audience.</summary>
    /// <param name="request">What to export, and where to.</param>
    /// <param name="progress">Told where the run stands, once per chunk and request.</param>
    /// <param name="cancellationToken">Stops the run; what Snapchat accepted stays accepted.</param>
    /// <returns>What the run did, whether it succeeded or not.</returns>
    /// <inheritdoc cref="PlanAsync" path="/exception"/>
    /// <exception cref="ExportCanceledException">The run was canceled after its plan was made; the report is in the exception.</exception>
    Task<ExportReport> ExportAsync(SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default);
}
