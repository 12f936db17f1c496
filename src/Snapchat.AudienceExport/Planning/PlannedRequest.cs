using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Planning;

/// <summary>One request of a plan: a range of a set of digests.</summary>
/// <param name="Number">From 1, over all kinds of the plan.</param>
/// <param name="Kind">The kind of identifier.</param>
/// <param name="Digests">The set.</param>
/// <param name="Start">The position of the first digest in the set.</param>
/// <param name="Count">The number of digests.</param>
internal sealed record PlannedRequest(int Number, IdentifierKind Kind, DigestSet Digests, long Start, int Count);
