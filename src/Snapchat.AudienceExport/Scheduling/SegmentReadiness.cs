using System.Collections.Concurrent;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Running;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Scheduling;

/// <summary>Lets runs wait while segments are being refreshed, and skips those of a system refresh that failed. What a run does without a segment that failed by itself, the engine decides.</summary>
internal sealed class SegmentReadiness(SchedulingBook book, ExportUserSources sources, TimeProvider timeProvider)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    // When the source was last asked for runs that wait, lest every one of them asks it every second.
    private readonly ConcurrentDictionary<RunId, long> _waiting = [];

    public async Task<RunReadiness> FindAsync(RunRecord run, StoredConnection connection, CancellationToken cancellationToken)
    {
        (SystemRefreshRun? refresh, _) = await book.ReadRefreshAsync(cancellationToken).ConfigureAwait(false);
        if (refresh is { HasEnded: false })
            return RunReadiness.Wait;
        if (run.Trigger == RunTrigger.SystemRefresh && refresh is { Status: ExportStatus.Failed })
            return RunReadiness.Skip(RunEndings.RefreshFailed);
        if (_waiting.TryGetValue(run.Id, out long lookedAt) && timeProvider.GetElapsedTime(lookedAt) < LookInterval)
            return RunReadiness.Wait;
        return Judge(run, await GetSegmentsAsync(run, connection, cancellationToken).ConfigureAwait(false));
    }

    private RunReadiness Judge(RunRecord run, IReadOnlyList<SegmentInfo> segments)
    {
        if (segments.Any(static segment => segment.State == SegmentState.Refreshing))
        {
            _waiting[run.Id] = timeProvider.GetTimestamp();
            return RunReadiness.Wait;
        }

        _waiting.TryRemove(run.Id, out _);
        return RunReadiness.Ready;
    }

    private async Task<IReadOnlyList<SegmentInfo>> GetSegmentsAsync(RunRecord run, StoredConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await sources.UseAsync(connection, source => source.GetSegmentsAsync(run.Definition.Segments, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SegmentReadException or InvalidOperationException)
        {
            // There is no source, or it fails: the run itself finds out, and tells it in its report.
            return [];
        }
    }
}
