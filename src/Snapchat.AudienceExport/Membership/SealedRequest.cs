namespace Snapchat.AudienceExport.Membership;

/// <summary>One request of a sealed plan. What it carries never changes, whoever sends it.</summary>
/// <param name="Number">From 1, over all kinds of the plan; removals come first.</param>
/// <param name="Kind">The kind of identifier.</param>
/// <param name="Column">The set it takes its digests from.</param>
/// <param name="Start">The position of its first digest in that set.</param>
/// <param name="Count">How many digests it carries.</param>
/// <param name="Checksum">The checksum of these digests.</param>
internal sealed record SealedRequest(int Number, IdentifierKind Kind, PlanColumn Column, long Start, int Count, ulong Checksum)
{
    public UploadOperation Operation => Column == PlanColumn.Added ? UploadOperation.Add : UploadOperation.Remove;
}
