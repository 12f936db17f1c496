using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class EnglishWords
{
    private static ProblemWords Problems => new()
    {
        Title = "That did not work",
        BackToExports = "Back to the exports",
        ToTheRun = "To the run",
        Trace = "The log of the application has more under",
        Kinds = new(
            (ProblemKind.Invalid, "Something is missing or wrong"),
            (ProblemKind.AccessDenied, "You may not do this"),
            (ProblemKind.NotFound, "There is nothing here"),
            (ProblemKind.ChangedMeanwhile, "Somebody changed it meanwhile"),
            (ProblemKind.ConnectionInUse, "Exports use this connection"),
            (ProblemKind.RunInProgress, "A run is in progress"),
            (ProblemKind.ReauthenticationRequired, "Authenticate with Snapchat again"),
            (ProblemKind.NoWorker, "Nobody executes runs"),
            (ProblemKind.SnapchatUnavailable, "Snapchat could not be reached"),
            (ProblemKind.RefusedBySnapchat, "Snapchat refused"),
            (ProblemKind.SourceFailed, "The segments could not be read"),
            (ProblemKind.Conflict, "This is not possible now"),
            (ProblemKind.StaleForm, "The form is too old"),
            (ProblemKind.UnreadableForm, "The form could not be read"),
            (ProblemKind.NoForm, "This is not a form"),
            (ProblemKind.TooLarge, "The form is too large"),
            (ProblemKind.Malformed, "The request is not understood"),
            (ProblemKind.Unexpected, "Something unexpected happened")),
        Hints = new(
            (ProblemKind.Invalid, "Mend what is listed, and save again."),
            (ProblemKind.AccessDenied, "Ask an administrator, or sign in as somebody else."),
            (ProblemKind.NotFound, "It may have been removed. Begin at the list."),
            (ProblemKind.ChangedMeanwhile, "Look at it again, and repeat what you wanted to change."),
            (ProblemKind.ConnectionInUse, "Detach or remove these exports first."),
            (ProblemKind.RunInProgress, "Wait until it has ended, or cancel it."),
            (ProblemKind.ReauthenticationRequired, "An administrator has to authenticate the connection again; its exports stay as they are."),
            (ProblemKind.NoWorker, "Whoever runs this application has to start a worker."),
            (ProblemKind.SnapchatUnavailable, "Try again in some minutes."),
            (ProblemKind.StaleForm, "You signed in or out since, or it stood open for too long. Go back, reload the page, and try again."),
            (ProblemKind.UnreadableForm, "Go back, reload the page, and send the form again."),
            (ProblemKind.NoForm, "Use the forms of these pages; for programs there are the REST endpoints."),
            (ProblemKind.TooLarge, "Go back, shorten what is long, and send it again. A form takes up to 256 KiB."),
            (ProblemKind.Malformed, "Begin at the list."),
            (ProblemKind.Unexpected, "Try again. If it stays, tell whoever runs this application.")),
        NameOf = static item => item switch
            {
                "DisplayName" => "Display name",
                "Consent" => "Consent",
                "SnapchatAuthentication" => "Authentication with Snapchat",
                "ExportUser" => "Export user",
                "Connection" => "Connection",
                "Audience" => "Audience",
                "FormerAudience" => "Former audience",
                "Identifiers" => "Data matching",
                "Segments" => "Segments",
                "Mode" => "Mode",
                "Exports" => "Exports",
                "Recurrence" => "System refresh",
                "Schedule" => "Schedule",
                "Access" => "Who may use it",
                _ => item,
            },
    };
}
