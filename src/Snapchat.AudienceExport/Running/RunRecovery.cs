using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Running;

/// <summary>Sees to it that no run stays under way whose worker is gone.</summary>
internal sealed class RunRecovery(RunLeases leases, RunEnds ends, RunResumption resumption, ILogger<RunRecovery> logger)
{
    /// <summary>Queues those of some runs again that are processing without a lease that holds, the time its last request can take included; ends those that cannot go on, and those that had finished.</summary>
    public async Task RecoverAsync(IReadOnlyList<StoredRun> open, CancellationToken cancellationToken)
    {
        StoredRun[] processing = [.. open.Where(static run => run.Record.Status == ExportStatus.Processing)];
        IReadOnlyList<StoredRun> alive = await leases.FindAliveAsync(processing, cancellationToken).ConfigureAwait(false);
        foreach (StoredRun lost in processing.Except(alive))
        {
            RunFate fate = await resumption.FindFateAsync(lost.Record, cancellationToken).ConfigureAwait(false);
            if (fate.Queued is { } queued)
                await resumption.TryQueueAsync(lost with { Record = queued }, lease: null, cancellationToken).ConfigureAwait(false);
            else if (fate.Ending is { } ending && await ends.TryEndAsync(lost, ending, cancellationToken).ConfigureAwait(false))
                logger.RunRecovered(lost.Record.Id, lost.Record.Export, ending.Status, ending.Problem?.Message ?? "it had finished");
        }
    }
}
