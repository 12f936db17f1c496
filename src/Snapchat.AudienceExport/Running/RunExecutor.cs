using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Executes a run that was claimed, with its pulse beside it, and writes its end down.</summary>
internal sealed class RunExecutor(
    IServiceScopeFactory scopes,
    ISegmentExporter exporter,
    IConnectionClients clients,
    IAudienceExportStore store,
    RunConditions conditions,
    RunLeases leases,
    RunEnds ends,
    RunHandover handover,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<RunExecutor> logger)
{
    /// <param name="claimed">The run.</param>
    /// <param name="stopping">Stops the run because the host stops.</param>
    public async Task ExecuteAsync(ClaimedRun claimed, CancellationToken stopping)
    {
        var gate = new UploadGate(timeProvider, leases.Duration, options.Value.AttemptTimeout);
        var progress = new LatestProgress();
        using var control = new RunControl(claimed.Run.Record.Id, logger);
        var pulse = new RunPulse(claimed, gate, control, progress, store, conditions, leases, options.Value.CallDeadline, timeProvider, logger);
        using var ended = new CancellationTokenSource();
        Task beating = pulse.RunAsync(ended.Token);
        RunOutcome outcome;
        using (stopping.UnsafeRegister(_ => control.Stop(RunEndings.HostStopped), null))
            outcome = await ExportAsync(claimed, gate, progress, control, stopping).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await beating.ConfigureAwait(false);

        StoredRun run = pulse.Run with { Record = pulse.Run.Record with { Progress = progress.Value } };
        outcome = pulse.Explain(outcome);
        StoredRun stopped = run with { Record = run.Record with { Report = outcome.Report ?? run.Record.Report } };
        if (await handover.LeaveAsync(stopped, outcome, claimed.Lease, stopping).ConfigureAwait(false) is { } ending)
            await ends.EndAsync(run, ending, claimed.Lease).ConfigureAwait(false);
        await store.ReleaseLeaseAsync(claimed.Lease, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<RunOutcome> ExportAsync(ClaimedRun claimed, UploadGate gate, LatestProgress progress, RunControl control, CancellationToken stopping)
    {
        try
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                if (scope.ServiceProvider.GetService<ISegmentSource>() is not { } source)
                    return RunOutcome.Of(RunEndings.NoSource);
                SegmentExportRequest request = Request(claimed, source, gate) with { HostStopping = stopping };
                RunRecord run = claimed.Run.Record;
                ExportReport report = claimed.GoesOn
                    ? await exporter.ResumeAsync(run.Id, request, progress, control.Token).ConfigureAwait(false)
                    : await exporter.ExportAsync(request, progress, control.Token).ConfigureAwait(false);
                return new RunOutcome(report.Status, report.Problem, report);
            }
        }
        catch (ExportCanceledException exception) when (control.Reason is not null)
        {
            return RunOutcome.Of(control.Reason, exception.Report);
        }
        catch (OperationCanceledException) when (control.Reason is not null)
        {
            return RunOutcome.Of(control.Reason);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            ExportProblem problem = ProblemTranslator.Translate(exception);
            bool isSkipped = problem.Code == ExportProblemCode.SegmentsNotReady && claimed.Run.Record.Trigger is (RunTrigger.SystemRefresh or RunTrigger.Schedule);
            return new RunOutcome(isSkipped ? ExportStatus.Skipped : ExportStatus.Failed, problem, Report: null);
        }
    }

    private SegmentExportRequest Request(ClaimedRun claimed, ISegmentSource source, UploadGate gate)
    {
        RunRecord run = claimed.Run.Record;
        ExportDefinition definition = run.Definition;
        return new SegmentExportRequest(definition.Audience, source)
        {
            Run = run.Id,
            Segments = definition.Segments,
            Identifiers = definition.Identifiers,
            Mode = definition.Mode,
            ResendAll = run.Request.ResendAll,
            ConfirmedPlan = run.Request.ConfirmedPlan,
            ExportUser = claimed.Connection.ExportUser,
            Client = clients.For(claimed.Connection.Id, gate),
            Lease = claimed.Lease,
            BoundTo = Bonds(run, claimed.Connection),
            HasConsent = true,
        };
    }

    private static string Bonds(RunRecord run, StoredConnection connection) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.DefinitionVersion} {connection.Id} {connection.Consent?.Version} {connection.Consent?.GivenAt:O} {connection.Consent?.SnapchatAccount}");
}
