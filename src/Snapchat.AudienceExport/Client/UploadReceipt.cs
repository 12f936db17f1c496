namespace Snapchat.AudienceExport;

/// <summary>Snapchat's acknowledgement of one upload or removal request.</summary>
/// <param name="Sent">How many identifiers the request carried.</param>
/// <param name="Accepted">How many of them Snapchat says it received (<c>number_uploaded_users</c>); fewer than sent is a short count. It is not the number of people matched.</param>
/// <param name="RequestId">Snapchat's ID of the request, or null if the answer had none.</param>
public sealed record UploadReceipt(int Sent, long Accepted, string? RequestId)
{
    /// <summary>Whether an earlier attempt of the same call was left unanswered, so that Snapchat may apply it once more, and late.</summary>
    internal bool HasUnansweredAttempts { get; init; }
}
