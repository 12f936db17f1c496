using Snapchat.AudienceExport.Exports;

namespace Snapchat.AudienceExport.Running;

/// <summary>The ways a run ends that does not end by itself.</summary>
internal static class RunEndings
{
    public static RunEnding NoConnection { get; } = new(ExportStatus.Skipped, new(
        ExportProblemCode.NoConnection, ProblemCulprit.User, "The export has no connection; an administrator has to give it one before it runs."));

    public static RunEnding Detached { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.NoConnection, ProblemCulprit.User, "The connection was taken from the export while it ran; what Snapchat had accepted stays, and the export does not run before an administrator gives it a connection."));

    public static RunEnding ConnectionDraft { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.ConnectionIncomplete, ProblemCulprit.User, "The connection of the export is a draft; an administrator has to complete and save it."));

    public static RunEnding NoExportUser { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.ConnectionIncomplete, ProblemCulprit.User, "The connection of the export has no export user under whose identity profiles are read; an administrator has to become it."));

    public static RunEnding ExportUserGone { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.ConnectionIncomplete, ProblemCulprit.User, "The export user of the connection is no administrator any more; another one has to become the export user."));

    public static RunEnding ReauthenticationRequired { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.ReauthenticationRequired, ProblemCulprit.User, "Snapchat no longer accepts the authentication of the connection; an administrator has to authenticate again, and the next run goes on from there."));

    public static RunEnding AccountUnknown { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.ReauthenticationRequired, ProblemCulprit.User, "The connection was authenticated again, but Snapchat has not said whose account it is; an administrator has to test the connection, and the next run goes on from there."));

    public static RunEnding NoConsent { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.ConsentMissing, ProblemCulprit.User, "There is no consent in force to send data through the connection; an administrator has to agree to the current statement before anything is uploaded."));

    public static RunEnding AccessLost { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.AccessLost, ProblemCulprit.User, "The person who asked for the run may no longer run this export; have an administrator share the connection, or run it."));

    public static RunEnding NoSegments { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.InvalidExport, ProblemCulprit.User, "The export names no segment; choose at least one and save it."));

    public static RunEnding NoSource { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.SourceFailed, ProblemCulprit.System, "The worker has no segment source to read from; register one with AddSegmentSource."));

    public static RunEnding RefreshFailed { get; } = new(ExportStatus.Skipped, new(
        ExportProblemCode.RefreshFailed, ProblemCulprit.System, "The system refresh before the export failed, so the export was not attempted; see to what recomputes the segments, the next refresh tries again."));

    public static RunEnding Canceled { get; } = new(ExportStatus.Canceled, ProblemTranslator.Canceled);

    public static RunEnding HostStopped { get; } = new(ExportStatus.Canceled, new(
        ExportProblemCode.HostStopped, ProblemCulprit.System, "The host of the worker stopped; what Snapchat had accepted stays, and the next run does the rest."));

    public static RunEnding NothingSent { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.WorkerLost, ProblemCulprit.System, "The worker died, or lost touch with the store for too long, each time before the run had a plan; nothing was sent. Look into the log of the workers, and run the export again."));

    public static RunEnding WorkerLost { get; } = new(ExportStatus.Failed, new(
        ExportProblemCode.WorkerLost, ProblemCulprit.System, "The worker died, or lost touch with the store for too long; what Snapchat accepted stays, and the next run does the rest."));

    /// <summary>A run that cannot go on with its plan.</summary>
    public static RunEnding Superseded(RunId run, string obstacle) => new(ExportStatus.Failed, SegmentExporter.Superseded(run, obstacle));

    /// <summary>A run that stops its worker each time.</summary>
    public static RunEnding StoppedTooOften(int resumptions) => new(ExportStatus.Failed, new(
        ExportProblemCode.WorkerLost, ProblemCulprit.System, $"The worker died, or lost touch with the store for too long, also after the run was resumed {resumptions} times; look into the log of the workers, and resume it or run the export again."));

    /// <summary>A run whose store goes away each time.</summary>
    public static RunEnding StoreUnavailable(int resumptions) => new(ExportStatus.Failed, new(
        ExportProblemCode.StoreUnavailable, ProblemCulprit.System, $"The store could not be reached, or did not answer in time, also after the run was resumed {resumptions} times; see to the database and the network, and resume the run or run the export again."));
}
