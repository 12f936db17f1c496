using System.Net;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Upload;

namespace Snapchat.AudienceExport.Exports;

/// <summary>Says of an exception what kind of problem it is, who can mend it, and in one sentence what to do.</summary>
internal static class ProblemTranslator
{
    public static ExportProblem Canceled { get; } =
        new(ExportProblemCode.Canceled, ProblemCulprit.User, "The run was canceled; what Snapchat had accepted stays, and the next run does the rest.");

    public static ExportProblem Deleted(AudienceId audience) => new(
        ExportProblemCode.AudienceDeleted,
        ProblemCulprit.User,
        $"Audience {audience} was deleted at Snapchat; choose another audience. Whom earlier runs sent to it is kept, so that people can still be erased. Nothing is sent.");

    public static ExportProblem Translate(Exception exception) => exception switch
    {
        ReauthenticationRequiredException => new(ExportProblemCode.ReauthenticationRequired, ProblemCulprit.User, exception.Message),
        SnapchatApiException { IsTransient: true } => new(ExportProblemCode.SnapchatUnavailable, ProblemCulprit.External, exception.Message),
        SnapchatApiException api => new(ExportProblemCode.RefusedBySnapchat, IsForTheUser(api) ? ProblemCulprit.User : ProblemCulprit.External, exception.Message),

        AudienceExportValidationException { IsSourceUnready: true } => new(ExportProblemCode.SegmentsNotReady, ProblemCulprit.User, exception.Message),
        AudienceExportValidationException => new(ExportProblemCode.InvalidExport, ProblemCulprit.User, exception.Message),
        AudienceExportStoreException { IsTransient: true } => new(ExportProblemCode.StoreUnavailable, ProblemCulprit.System, exception.Message),
        AudienceExportStoreException => new(ExportProblemCode.Unexpected, ProblemCulprit.System, exception.Message),
        MembershipStateException or AudienceExportConcurrencyException => new(ExportProblemCode.MembershipUnavailable, ProblemCulprit.System, exception.Message),
        ClearNotSettledException => new(ExportProblemCode.ClearNotSettled, ProblemCulprit.External, exception.Message),
        SegmentReadException => new(ExportProblemCode.SourceFailed, ProblemCulprit.System, exception.Message),

        // Not one of ours: its message may hold anything, so only its type is told.
        _ => new(ExportProblemCode.Unexpected, ProblemCulprit.System, $"The run stopped with an unexpected {exception.GetType().FullName}; what Snapchat had accepted stays, and the next run does the rest."),
    };

    /// <summary>Describes an exception without anything that a foreign message could hold.</summary>
    public static string Describe(Exception exception) =>
        exception is AudienceExportException ? exception.Message : exception.GetType().FullName ?? exception.GetType().Name;

    private static bool IsForTheUser(SnapchatApiException exception) =>
        exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
}
