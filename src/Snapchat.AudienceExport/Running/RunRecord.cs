namespace Snapchat.AudienceExport;

/// <summary>The record of a run: who asked for it, what it was to do, how far it is, and how it ended. It holds no value of a profile.</summary>
/// <param name="Id">The run.</param>
/// <param name="Export">The export.</param>
/// <param name="Definition">What the export was when the run started; what it was when the run was asked for, as long as it is queued.</param>
/// <param name="DefinitionVersion">The version of that definition.</param>
/// <param name="Status">How far it is, or how it ended.</param>
public sealed record RunRecord(RunId Id, ExportId Export, ExportDefinition Definition, long DefinitionVersion, ExportStatus Status)
{
    /// <summary>Gets what made it happen.</summary>
    public RunTrigger Trigger { get; init; }

    /// <summary>Gets who asked for it, or for it to be resumed.</summary>
    public required Actor RequestedBy { get; init; }

    /// <summary>Gets the role that person had then.</summary>
    public AudienceExportRole RequestedAs { get; init; }

    /// <summary>Gets how it was to run.</summary>
    public RunRequest Request { get; init; } = new();

    /// <summary>Gets when it was due, for a scheduled run; null for others. An export has one run per due time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Gets when it started, or null if it did not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended, or null if it did not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how often it was queued again: after its worker stopped or died, because its store went away, or because a person asked for that.</summary>
    /// <value>The default is 0.</value>
    public int Resumptions { get; init; }

    /// <summary>Gets how far it is, as last written down; null before its start.</summary>
    public ExportProgress? Progress { get; init; }

    /// <summary>Gets who asked for it to be canceled, or null.</summary>
    public Actor? CanceledBy { get; init; }

    /// <summary>Gets what it did, or null if it ended before there was a plan, or did not end; of a run that was resumed, what it had done by then.</summary>
    public ExportReport? Report { get; init; }

    /// <summary>Gets why it did not succeed, or null.</summary>
    public ExportProblem? Problem { get; init; }

    /// <summary>Gets whether it has ended.</summary>
    public bool HasEnded => Status is not (ExportStatus.Queued or ExportStatus.Processing);
}
