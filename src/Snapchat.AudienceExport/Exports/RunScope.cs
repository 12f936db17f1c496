using System.Diagnostics;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Reporting;

namespace Snapchat.AudienceExport.Exports;

/// <summary>One run while it is under way: its ID, clock, trace and progress.</summary>
internal sealed class RunScope : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly long _started;
    private readonly Activity? _activity;

    public RunScope(SegmentExportRequest request, IProgress<ExportProgress>? progress, TimeProvider timeProvider)
    {
        Id = request.Run ?? RunId.New(timeProvider);
        HostStopping = request.HostStopping;
        StartedAt = timeProvider.GetUtcNow();
        Progress = new RunProgress(Id, progress, timeProvider);
        _timeProvider = timeProvider;
        _started = timeProvider.GetTimestamp();
        _activity = Telemetry.Source.StartActivity(Telemetry.RunActivity);
        _activity?.SetTag(Telemetry.RunTag, Id.ToString()).SetTag(Telemetry.AudienceTag, request.Audience.ToString());
    }

    public RunId Id { get; }

    /// <summary>Gets what stops the run because its host stops: nobody cancels it then.</summary>
    public CancellationToken HostStopping { get; }

    public DateTimeOffset StartedAt { get; private set; }

    public RunProgress Progress { get; }

    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_started);

    /// <summary>Notes that the run was begun earlier, if it was.</summary>
    public void GoesOnFrom(DateTimeOffset? startedAt) => StartedAt = startedAt ?? StartedAt;

    /// <summary>Begins the trace of a stage; disposing it ends the stage.</summary>
    public static Activity? StartStage(ExportStage stage) =>
        Telemetry.Source.StartActivity(Telemetry.StageActivity)?.SetTag(Telemetry.StageTag, stage.ToString());

    /// <summary>Notes in the trace how the run ended.</summary>
    public void SetOutcome(ExportStatus status, string? errorType)
    {
        _activity?.SetTag(Telemetry.StatusTag, status.ToString());
        if (errorType is not null)
            _activity?.SetTag(Telemetry.ErrorTag, errorType).SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Notes in the trace that there is no plan. For exception filters: always true, so that the exception goes on as it was thrown.</summary>
    public bool SetEarlyEnd(Exception exception)
    {
        SetOutcome(exception is OperationCanceledException ? ExportStatus.Canceled : ExportStatus.Failed, exception.GetType().FullName);
        return true;
    }

    public void Dispose() => _activity?.Dispose();
}
