namespace Snapchat.AudienceExport;

/// <summary>A run cannot be resumed. What Snapchat acknowledged of it is not lost: a new run of the export goes on from there.</summary>
public sealed class RunNotResumableException : AudienceExportException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reason">Why, in the words of a sentence.</param>
    public RunNotResumableException(RunId run, string reason)
        : base($"Run {run} cannot be resumed, since {reason}; start a new run of the export.") => Run = run;

    /// <summary>Gets the run.</summary>
    public RunId Run { get; }
}
