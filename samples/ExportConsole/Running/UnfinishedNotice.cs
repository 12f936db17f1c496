using ExportConsole.Output;
using ExportConsole.Setup;
using Snapchat.AudienceExport;

namespace ExportConsole.Running;

/// <summary>Says of an earlier run that did not finish what was done, and afterwards whether it went on or was superseded.</summary>
internal sealed class UnfinishedNotice(ISegmentExporter exporter, IExportRunner runner, IExportView view)
{
    private UnfinishedRun? _unfinished;

    public async Task BeginAsync(SegmentExportRequest request, CancellationToken cancellationToken)
    {
        _unfinished = await exporter.FindUnfinishedAsync(request, cancellationToken);

        // Whether it can go on is the worker's to decide: what it was bound to, consent and connection, is not in the request.
        if (_unfinished is not null)
            view.Note($"Run {_unfinished.Run} did not finish: Snapchat answered {_unfinished.Answered} of its {_unfinished.Requests} requests.");
    }

    public async Task EndAsync(RunRecord run)
    {
        if (_unfinished is null)
            return;
        bool wasSuperseded = run.Report?.Warnings.Any(static warning => warning.Code == ExportWarningCode.RunSuperseded) == true;
        RunRecord former = await runner.GetRunAsync(Operator.User, _unfinished.Run, CancellationToken.None);
        if (wasSuperseded)
            view.Note($"Run {former.Id} was superseded: run {run.Id} took over what had been answered, and planned the rest anew.");
        else if (former.Status == ExportStatus.Successful)
            view.Note($"Run {former.Id} went on where it had stopped, and finished before run {run.Id}.");
    }
}
