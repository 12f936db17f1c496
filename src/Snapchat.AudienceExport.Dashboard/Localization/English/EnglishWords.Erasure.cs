namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class EnglishWords
{
    private static ErasureWords Erasure => new()
    {
        Title = "Erasure",
        Hint = "Whoever is erased is never sent again, and is removed from every audience they may have been sent to. What you type is turned into hashes at once, and neither kept nor shown again.",
        Person = "All identifiers of the person",
        OneALine = "One a line. Whoever was sent under an identifier that is missing here is not found by the others.",
        Erase = "Erase the person",
        Lift = "Lift the erasure",
        Complete = "The person is erased, and removed from every audience.",
        Recorded = "The person is erased and is not sent any more. The removal from some audiences is pending, and is tried again by itself.",
        Pending = "Pending",
        NothingPending = "Nothing is pending.",
        Retry = "Try again now",
        Audiences = "Audiences",
        NotGiven = "Kinds it was sent and that were not given",
        Statuses = new(
            (AudienceErasureStatus.Pending, "Pending"),
            (AudienceErasureStatus.Removed, "Removed"),
            (AudienceErasureStatus.AudienceDeleted, "The audience was deleted"),
            (AudienceErasureStatus.WaitingForRun, "Waits for a run to end"),
            (AudienceErasureStatus.NoConnection, "No connection"),
            (AudienceErasureStatus.NeedsReauthentication, "Authenticate with Snapchat again"),
            (AudienceErasureStatus.AudienceNotFound, "The audience is not found"),
            (AudienceErasureStatus.RefusedBySnapchat, "Snapchat refused"),
            (AudienceErasureStatus.SnapchatUnavailable, "Snapchat could not be reached"),
            (AudienceErasureStatus.StateUnusable, "What is kept of the audience cannot be used")),
    };
}
