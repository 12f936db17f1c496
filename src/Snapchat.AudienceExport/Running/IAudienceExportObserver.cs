namespace Snapchat.AudienceExport;

/// <summary>Is told of each finished run, so that a host can alert, or copy the record to its warehouse. Register any number with <c>AddObserver</c>, the same ones wherever there is a worker.</summary>
public interface IAudienceExportObserver
{
    /// <summary>Takes note of a finished run. Called at least once per run, on a worker; after a crash, an exception or a call of more than 30 seconds it is called again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call when the host stops, or when it takes more than 30 seconds.</param>
    /// <returns>A task that ends when the observer has taken note.</returns>
    Task OnRunFinishedAsync(RunRecord run, CancellationToken cancellationToken);
}
