namespace Snapchat.AudienceExport.Membership;

/// <summary>What a run wants of one kind of identifier.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Wanted">Who is wanted (W).</param>
/// <param name="Erased">Who was erased (E).</param>
/// <param name="RuleVersion">The version of the normalization rules the digests were made by.</param>
internal sealed record KindDemand(IdentifierKind Kind, IDigestPartitions Wanted, IDigestPartitions Erased, int RuleVersion);
