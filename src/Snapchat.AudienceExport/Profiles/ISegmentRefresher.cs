namespace Snapchat.AudienceExport;

/// <summary>Recomputes segments when the system refresh asks for it: for hosts whose segments are computed, registered with <c>AddSegmentRefresher</c>.</summary>
/// <remarks>
/// It is asked by one worker at a time, and asked again where that worker died before it ended. A segment that cannot be recomputed is told by the segment source as
/// <see cref="SegmentState.Failed"/>; an exception means that the refresh failed as a whole. What it throws reaches nobody as it is, but for a <see cref="SegmentSourceException"/>.
/// </remarks>
public interface ISegmentRefresher
{
    /// <summary>Recomputes segments.</summary>
    /// <param name="request">Which segments.</param>
    /// <param name="cancellationToken">Stops the work, since the host stops or another worker has taken over.</param>
    /// <returns>A task that ends when every segment is recomputed, or has failed.</returns>
    Task RefreshAsync(SegmentRefreshRequest request, CancellationToken cancellationToken = default);
}
