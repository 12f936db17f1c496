namespace Snapchat.AudienceExport;

/// <summary>An export is running, and what was asked for cannot be done meanwhile.</summary>
public sealed class RunInProgressException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="run">The run that is under way or queued.</param>
    public RunInProgressException(RunId run)
        : base($"The export is running already (run {run}); wait for the run to end, or cancel it.") => Run = run;

    /// <summary>Gets the run that is under way or queued.</summary>
    public RunId Run { get; }
}
