namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>The kinds of problem that pages tell of in the person's language.</summary>
internal enum ProblemKind
{
    Invalid,
    AccessDenied,
    NotFound,
    ChangedMeanwhile,
    ConnectionInUse,
    RunInProgress,
    ReauthenticationRequired,
    NoWorker,
    SnapchatUnavailable,
    RefusedBySnapchat,
    SourceFailed,
    Conflict,
    StaleForm,
    UnreadableForm,
    NoForm,
    TooLarge,
    Malformed,
    Unexpected,
}
