namespace Snapchat.AudienceExport.Reporting;

/// <summary>Tells the caller where a run stands, with the rate of the stage it is in. Safe for several threads at once.</summary>
internal sealed class RunProgress(RunId run, IProgress<ExportProgress>? progress, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private ExportStage? _stage;
    private long _stageStarted;
    private long _done;

    /// <summary>Reports that <paramref name="done"/> of <paramref name="total"/> are done in a stage; the first report of a stage starts its clock.</summary>
    public void Report(ExportStage stage, long done, long? total)
    {
        if (progress is null)
            return;
        lock (_lock)
        {
            if (_stage != stage)
            {
                _stage = stage;
                _stageStarted = timeProvider.GetTimestamp();
                _done = 0;
            }

            // Requests end in any order, and a caller shall never see the count go back.
            _done = Math.Max(_done, done);
            double seconds = timeProvider.GetElapsedTime(_stageStarted).TotalSeconds;
            progress.Report(new ExportProgress(run, stage, _done, total, seconds > 0 ? _done / seconds : 0));
        }
    }
}
