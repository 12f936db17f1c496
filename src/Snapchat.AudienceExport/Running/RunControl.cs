using Microsoft.Extensions.Logging;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Running;

/// <summary>Stops a run under way; the first reason counts.</summary>
internal sealed class RunControl(RunId run, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private RunEnding? _reason;

    public CancellationToken Token => _stop.Token;

    /// <summary>Gets why the run is being stopped, or null if it is not.</summary>
    public RunEnding? Reason => Volatile.Read(ref _reason);

    public void Stop(RunEnding reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return;
        logger.RunStopping(run, reason.Problem.Message);
        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();
}
