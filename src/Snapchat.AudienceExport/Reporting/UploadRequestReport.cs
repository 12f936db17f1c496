namespace Snapchat.AudienceExport;

/// <summary>One acknowledged upload request of a run.</summary>
/// <param name="Number">The number of the request in the run's plan, from 1.</param>
/// <param name="Kind">The kind of identifier it carried.</param>
/// <param name="Sent">How many identifiers it carried.</param>
/// <param name="Accepted">How many Snapchat acknowledged as uploaded.</param>
/// <param name="RequestId">Snapchat's ID of the request, or null if the answer had none.</param>
public sealed record UploadRequestReport(int Number, IdentifierKind Kind, int Sent, long Accepted, string? RequestId)
{
    /// <summary>Gets whether it removed people.</summary>
    /// <value>The default is false: it added them.</value>
    public bool IsRemoval { get; init; }
}
