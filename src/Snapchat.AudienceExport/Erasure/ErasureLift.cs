namespace Snapchat.AudienceExport;

/// <summary>What was lifted.</summary>
/// <param name="Lifted">How many digests are not suppressed any more; the next runs send who is in their segments.</param>
/// <param name="NotErased">How many of the digests were not suppressed in the first place.</param>
public sealed record ErasureLift(int Lifted, int NotErased)
{
    /// <summary>Gets the identifiers of the request that were refused.</summary>
    public IReadOnlyList<RefusedIdentifier> Refused { get; init; } = [];
}
