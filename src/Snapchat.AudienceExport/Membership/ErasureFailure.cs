namespace Snapchat.AudienceExport.Membership;

/// <summary>Why erased people could not be removed from an audience.</summary>
/// <param name="Status">The kind of obstacle.</param>
/// <param name="Detail">What it is and what to do, in a sentence.</param>
internal sealed record ErasureFailure(AudienceErasureStatus Status, string Detail);
