using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>
/// What a run does every other second beside its work: it renews its lease, looks whether it may go on and whether somebody cancels it, and writes its progress down.
/// </summary>
internal sealed class RunPulse(
    ClaimedRun claimed,
    UploadGate gate,
    RunControl control,
    LatestProgress progress,
    IAudienceExportStore store,
    RunConditions conditions,
    RunLeases leases,
    TimeSpan patience,
    TimeProvider timeProvider,
    ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private string? _storeProblem;

    // Since when Snapchat is being asked whose account the connection leads to.
    private long? _unknownSince;

    /// <summary>Gets the run as it was last read or written.</summary>
    public StoredRun Run { get; private set; } = claimed.Run;

    /// <summary>Names the store where it is what kept a run from uploading: without it no request may start, and the time for one passes.</summary>
    public RunOutcome Explain(RunOutcome outcome) => _storeProblem is { } message && outcome.Problem?.Code == ExportProblemCode.SnapchatUnavailable
        ? RunOutcome.Of(new RunEnding(ExportStatus.Failed, new(ExportProblemCode.StoreUnavailable, ProblemCulprit.System, message)), outcome.Report)
        : outcome;

    /// <summary>Beats until it is canceled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            do
                await TryBeatAsync(cancellationToken).ConfigureAwait(false);
            while (control.Reason != RunEndings.WorkerLost && await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && cancellationToken.IsCancellationRequested)
        {
            // The run has ended, and its pulse with it, whatever became of the last beat: a store that is away keeps nobody from writing the end down once it is back.
        }
    }

    private async Task TryBeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeatAsync(cancellationToken).ConfigureAwait(false);
            _storeProblem = null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // The gate closes by itself if this goes on.
            _storeProblem = exception is AudienceExportStoreException { IsTransient: true } ? exception.Message : null;
            logger.PulseFailed(Run.Record.Id, ProblemTranslator.Describe(exception));
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        long renewedAt = timeProvider.GetTimestamp();
        if (await leases.TryRenewAsync(claimed.Lease, cancellationToken).ConfigureAwait(false) is null)
        {
            control.Stop(RunEndings.WorkerLost);
            return;
        }

        long seenAt = timeProvider.GetTimestamp();
        Obey(await FindReasonToStopAsync(cancellationToken).ConfigureAwait(false), renewedAt, seenAt);
        await WriteProgressAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Obey(RunEnding? reason, long renewedAt, long seenAt)
    {
        if (reason is null)
        {
            _unknownSince = null;
            gate.Confirm(renewedAt, seenAt);
            return;
        }

        // Somebody has just authenticated the connection again: uploads wait until it is known for which account, and whether the consent holds for that.
        gate.Close();
        if (reason != RunEndings.AccountUnknown || timeProvider.GetElapsedTime(_unknownSince ??= seenAt) >= patience)
            control.Stop(reason);
    }

    private async Task<RunEnding?> FindReasonToStopAsync(CancellationToken cancellationToken)
    {
        StoredRun? run = await store.FindRunAsync(Run.Record.Id, cancellationToken).ConfigureAwait(false);
        if (run is null || run.Record.HasEnded)
            return RunEndings.WorkerLost;
        Run = run;
        if (run.Record.CanceledBy is not null)
            return RunEndings.Canceled;

        // The connection the run began with: where the export goes from its next run on does not matter to this one.
        StoredExport? export = await store.FindExportAsync(run.Record.Export, cancellationToken).ConfigureAwait(false);
        StoredConnection? connection = await store.FindConnectionAsync(claimed.Connection.Id, cancellationToken).ConfigureAwait(false);
        return conditions.FindReasonToStop(export, connection);
    }

    private async Task WriteProgressAsync(CancellationToken cancellationToken)
    {
        if (Run.Record.HasEnded || progress.Value is not { } value || value == Run.Record.Progress)
            return;
        StoredRun written = Run with { Record = Run.Record with { Progress = value } };

        // Null where somebody else changed it in between; the next beat reads it again.
        Run = await store.TryUpdateRunAsync(written, claimed.Lease, audit: null, cancellationToken).ConfigureAwait(false) ?? Run;
    }
}
