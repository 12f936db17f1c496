namespace Snapchat.AudienceExport.Membership;

/// <summary>The sets of one kind in a sealed plan.</summary>
/// <param name="Kind">The kind of identifier.</param>
/// <param name="RuleVersion">The version of the normalization rules its digests were made by.</param>
/// <param name="Table">The table that holds them, with a column for each <see cref="PlanColumn"/>.</param>
internal sealed record SealedKind(IdentifierKind Kind, int RuleVersion, TableReference Table);
