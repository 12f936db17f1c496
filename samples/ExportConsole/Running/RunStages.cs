using Snapchat.AudienceExport;

namespace ExportConsole.Running;

/// <summary>
/// Turns the records of a run into progress. How far a run is gets written down every other second, so whoever watches misses stages; at the end the report says what they came to.
/// </summary>
internal sealed class RunStages(IProgress<ExportProgress>? progress)
{
    private int _latest = -1;

    public void Report(RunRecord run)
    {
        foreach (ExportProgress step in Steps(run).Where(step => (int)step.Stage >= _latest))
        {
            // What was over between two looks is shown as begun.
            for (int missed = _latest + 1; missed < Math.Min((int)step.Stage, (int)ExportStage.Uploading); missed++)
                progress?.Report(new ExportProgress(run.Id, (ExportStage)missed, Done: 0, Total: null, Rate: 0));
            _latest = (int)step.Stage;
            progress?.Report(step);
        }
    }

    private static IEnumerable<ExportProgress> Steps(RunRecord run)
    {
        if (run.Report is { } report)
        {
            yield return new ExportProgress(run.Id, ExportStage.Collecting, report.Segments.Sum(segment => segment.Read), Total: null, Rate: 0);
            long toSend = report.Identifiers.Sum(counts => counts.Added);
            if (toSend > 0)
                yield return new ExportProgress(run.Id, ExportStage.Uploading, report.Identifiers.Sum(counts => counts.Accepted), toSend, Rate: 0);
        }

        // What comes after the upload is over in a moment, and would keep the final number of the upload from being shown.
        if (run.Progress is { Stage: <= ExportStage.Uploading or ExportStage.Finished } latest)
            yield return latest;
    }
}
