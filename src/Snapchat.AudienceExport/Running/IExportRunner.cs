using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>Runs saved exports: the registries, rights and history around <see cref="ISegmentExporter"/>.</summary>
/// <remarks>
/// A run is queued durably and executed by a worker (<c>AddExportWorker()</c>), in this process or another one on the same store. Runs of one export never overlap.
/// Every act, refused ones included, is in the <see cref="IAuditLog"/>.
/// </remarks>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user may not do this.</exception>
/// <exception cref="AudienceExportNotFoundException">Thrown by every method that names an export or run if there is none with the ID.</exception>
public interface IExportRunner
{
    /// <summary>Asks for a run.</summary>
    /// <param name="user">Who acts: somebody who may edit the export.</param>
    /// <param name="id">The export.</param>
    /// <param name="request">How it shall run, or null for the usual.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, durably queued.</returns>
    /// <exception cref="RunInProgressException">The export is running, and the request says to refuse then.</exception>
    /// <exception cref="NoExportWorkerException">No worker executes runs: register one with <c>AddExportWorker()</c>, here or in another process.</exception>
    Task<RunId> StartAsync(ClaimsPrincipal user, ExportId id, RunRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Finds out what a run would send, without sending it: reads, normalizes, hashes and compares as the run itself would, under the export user's identity.</summary>
    /// <param name="user">Who acts: somebody who may edit the export.</param>
    /// <param name="id">The export.</param>
    /// <param name="request">How it would run, or null for the usual.</param>
    /// <param name="progress">Told where the work stands, once per chunk.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The plan. Its problem says what would keep a run from starting or sending; its token confirms the removals that it withholds.</returns>
    /// <exception cref="AudienceExportValidationException">The export names something that does not exist or cannot be exported; all problems are named at once.</exception>
    /// <exception cref="SegmentReadException">The source failed.</exception>
    /// <exception cref="SnapchatApiException">Snapchat refused, or could not be reached.</exception>
    /// <exception cref="ReauthenticationRequiredException">Snapchat no longer accepts the authentication of the connection.</exception>
    Task<ExportPlan> PlanAsync(ClaimsPrincipal user, ExportId id, RunRequest? request = null, IProgress<ExportProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for a run of every export with an active schedule that the acting person may edit.</summary>
    /// <param name="user">Who acts: an administrator or contributor.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The runs, durably queued; an export that is queued already is not queued twice.</returns>
    /// <exception cref="NoExportWorkerException">No worker executes runs: register one with <c>AddExportWorker()</c>, here or in another process.</exception>
    Task<IReadOnlyList<RunId>> RunAllAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Waits until a run has ended, wherever it is executed.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops waiting; the run goes on.</param>
    /// <returns>The record of the run.</returns>
    Task<RunRecord> WaitAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default);

    /// <summary>Follows a run, wherever it is executed.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops following; the run goes on.</param>
    /// <returns>The record of the run whenever it has changed, the last time when it has ended.</returns>
    IAsyncEnumerable<RunRecord> WatchAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default);

    /// <summary>Cancels a run, queued or under way, wherever it is executed; obeyed within 5 seconds. What Snapchat accepted stays.</summary>
    /// <param name="user">Who acts: somebody who may edit the export.</param>
    /// <param name="run">The run; nothing happens if it has ended.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The record of the run; it may still be under way.</returns>
    Task<RunRecord> CancelAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes on with a run that failed or was canceled: it is queued again, under the same ID and before later runs of its export, and a worker sends the requests that Snapchat has not answered.
    /// Runs whose worker stopped or died go on by themselves.
    /// </summary>
    /// <param name="user">Who acts: somebody who may edit the export.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The record of the run, durably queued. If another run writes to the audience first, or connection or consent have changed, it ends with <see cref="ExportProblemCode.Superseded"/>.</returns>
    /// <exception cref="RunNotResumableException">It cannot go on: it has not ended or did succeed, its plan is 24 hours old, its export was changed, a later run has written to the audience, or there is no membership store.</exception>
    /// <exception cref="NoExportWorkerException">No worker executes runs: register one with <c>AddExportWorker()</c>, here or in another process.</exception>
    Task<RunRecord> ResumeAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default);

    /// <summary>Gets the record of a run.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The record.</returns>
    Task<RunRecord> GetRunAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default);

    /// <summary>Gets runs, the latest first.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="query">Which runs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The records.</returns>
    Task<Page<RunRecord>> GetRunsAsync(ClaimsPrincipal user, RunQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the audience of a finished run at Snapchat again, which shows uploads up to 48 hours late, and keeps what it says in the record; unless a run is under way, later runs compare with it too.</summary>
    /// <param name="user">Who acts: somebody who may edit the export.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The record afterwards.</returns>
    Task<RunRecord> RefreshAudienceStatusAsync(ClaimsPrincipal user, RunId run, CancellationToken cancellationToken = default);
}
