namespace Snapchat.AudienceExport;

/// <summary>The engine: reads segments, normalizes, hashes, de-duplicates, plans, uploads, reconciles, reports.</summary>
/// <remarks>
/// <para>Failures before the plan is made throw. Once it is made the caller gets a report with status, problem and warnings, and a cancellation carries the report.</para>
/// <para>With a membership store, a run that fails, is canceled or dies with its process leaves its plan, and what Snapchat acknowledged of it. Such a run is resumed by
/// <see cref="ResumeAsync"/>, or superseded by the next <see cref="ExportAsync"/> to the audience, which says so in a warning; nothing is lost either way.</para>
/// </remarks>
public interface ISegmentExporter
{
    /// <summary>Does everything but the upload (a dry run). It sends no data of customers, so it does not ask for <see cref="SnapchatAudienceExportOptions.AcceptDataUse"/>.</summary>
    /// <param name="request">What to export, and where to.</param>
    /// <param name="progress">Told where the work stands, once per chunk.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What a run would send.</returns>
    /// <exception cref="AudienceExportValidationException">The request names something that does not exist or cannot be exported; all problems are named at once.</exception>
    /// <exception cref="SegmentReadException">The source failed.</exception>
    /// <exception cref="SnapchatApiException">Snapchat refused, or could not be reached until the deadline.</exception>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the stored authentication.</exception>
    Task<ExportPlan> PlanAsync(SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Brings the members of the segments into the audience. A run that had not finished is superseded: what Snapchat acknowledged of it is taken over, and the rest is planned anew.</summary>
    /// <param name="request">What to export, and where to.</param>
    /// <param name="progress">Told where the run stands, once per chunk and request.</param>
    /// <param name="cancellationToken">Stops the run; what Snapchat accepted stays accepted.</param>
    /// <returns>What the run did, whether it succeeded or not.</returns>
    /// <inheritdoc cref="PlanAsync" path="/exception"/>
    /// <exception cref="ExportCanceledException">The run was canceled after its plan was made; the report is in the exception.</exception>
    Task<ExportReport> ExportAsync(SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the run to an audience that has sealed its plan and not finished: there is one at most. Nothing is changed.</summary>
    /// <param name="request">What is to be exported, and where to, as in <see cref="ResumeAsync"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, and whether it can be resumed with this request; null if there is none, or no membership store.</returns>
    /// <exception cref="AudienceExportValidationException">The request is not complete; all problems are named at once.</exception>
    /// <exception cref="MembershipStateException">What is kept cannot be read.</exception>
    Task<UnfinishedRun?> FindUnfinishedAsync(SegmentExportRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes on with a run that failed, was canceled, or died with its process: sends the requests of its plan that Snapchat has not answered, and no others. Segments are not read.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="request">What the run was to export, and where to. Whether to send everybody again, and which plan is confirmed, was settled when the run began.</param>
    /// <param name="progress">Told where the run stands, once per request.</param>
    /// <param name="cancellationToken">Stops the run again; what Snapchat accepted stays accepted.</param>
    /// <returns>
    /// What the run did, from its beginning. If it cannot go on, nothing is sent, and the problem is <see cref="ExportProblemCode.Superseded"/> and says why: its plan is 24 hours old, a later run has
    /// written to the audience, the audience is not as it was, or the request is another one (audience, segments, mapping, mode, export user, normalization rules).
    /// </returns>
    /// <remarks>This is an explicit act: it also goes on with a run that was canceled. Whoever resumes by themselves look at <see cref="UnfinishedRun.Status"/> first.</remarks>
    /// <inheritdoc cref="FindUnfinishedAsync" path="/exception"/>
    /// <exception cref="InvalidOperationException">There is no membership store.</exception>
    /// <exception cref="SnapchatApiException">The audience could not be read.</exception>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the stored authentication.</exception>
    /// <exception cref="ExportCanceledException">The run was canceled; the report is in the exception.</exception>
    Task<ExportReport> ResumeAsync(RunId run, SegmentExportRequest request, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default);
}
