namespace Snapchat.AudienceExport;

/// <summary>Is told of each finished run, so that a host can alert, or copy the record to its warehouse. Register any number with <c>AddObserver</c>.</summary>
public interface IAudienceExportObserver
{
    /// <summary>Takes note of a finished run. Called at least once per run, on a worker; after a crash or an exception it is called again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call when the host stops.</param>
    /// <returns>A task that ends when the observer has taken note.</returns>
    Task OnRunFinishedAsync(RunRecord run, CancellationToken cancellationToken);
}
