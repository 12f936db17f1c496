using System.Security.Claims;

namespace Snapchat.AudienceExport;

/// <summary>The system refresh: at its times, segments are recomputed (by the host's <see cref="ISegmentRefresher"/>, if it has one), and then the exports run that are scheduled with it.</summary>
/// <exception cref="AudienceExportAccessDeniedException">Thrown by every method if the user may not do this.</exception>
public interface ISystemRefresh
{
    /// <summary>Gets when it happens, and how the latest one went.</summary>
    /// <param name="user">Who acts: anybody with a role.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The state.</returns>
    Task<SystemRefreshState> GetAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>Says when it happens, from now on. It is off until somebody does.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="version">The <see cref="SystemRefreshState.Version"/> the change is made from; 0 as long as nobody said anything.</param>
    /// <param name="recurrence">Its days, times and time zone; null turns it off.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The state afterwards.</returns>
    /// <exception cref="AudienceExportValidationException">The recurrence is not valid, everything of which is named.</exception>
    /// <exception cref="AudienceExportConcurrencyException">Somebody changed it meanwhile.</exception>
    Task<SystemRefreshState> SetAsync(ClaimsPrincipal user, long version, Recurrence? recurrence, CancellationToken cancellationToken = default);

    /// <summary>Lets a worker recompute the segments now. No export runs because of it; those that start meanwhile wait until it has ended. If a refresh is under way already, nothing changes.</summary>
    /// <param name="user">Who acts: an administrator.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The state afterwards.</returns>
    /// <exception cref="NoExportWorkerException">Nobody would do it.</exception>
    Task<SystemRefreshState> RunNowAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);
}
