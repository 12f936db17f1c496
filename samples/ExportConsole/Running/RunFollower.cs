using ExportConsole.Setup;
using Snapchat.AudienceExport;

namespace ExportConsole.Running;

/// <summary>Asks for a run, follows it to its end, and cancels it if the person does not want to wait.</summary>
internal sealed class RunFollower(IExportRunner runner)
{
    public async Task<RunRecord> RunAsync(ExportId export, RunRequest request, IProgress<ExportProgress>? progress, CancellationToken cancellationToken)
    {
        // Not to be interrupted: a queued run outlives the program, and it takes its ID to cancel it.
        RunId run = await runner.StartAsync(Operator.User, export, request, CancellationToken.None);
        return await FollowAsync(run, progress, cancellationToken);
    }

    /// <summary>Follows a run that was asked for.</summary>
    public async Task<RunRecord> FollowAsync(RunId run, IProgress<ExportProgress>? progress, CancellationToken cancellationToken)
    {
        var stages = new RunStages(progress);
        try
        {
            return await FollowAsync(run, stages, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await runner.CancelAsync(Operator.User, run, CancellationToken.None);
            return await FollowAsync(run, stages, CancellationToken.None);
        }
    }

    private async Task<RunRecord> FollowAsync(RunId run, RunStages stages, CancellationToken cancellationToken)
    {
        RunRecord? latest = null;
        await foreach (RunRecord record in runner.WatchAsync(Operator.User, run, cancellationToken))
            stages.Report(latest = record);
        return latest!;
    }
}
