namespace Snapchat.AudienceExport.Membership;

/// <summary>What is known of one kind of identifier in an audience.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Snapshot">The table that holds S and M, with the columns of <see cref="SnapshotColumns"/>.</param>
/// <param name="RuleVersion">The version of the normalization rules its digests were made by.</param>
/// <param name="Open">What may still take effect.</param>
/// <param name="FullSentAt">When the last finished full send began, or null if there was none.</param>
/// <param name="Surely">How many digests S has.</param>
/// <param name="Maybe">How many digests M has.</param>
internal sealed record KindState(IdentifierKind Kind, TableReference Snapshot, int RuleVersion, OpenAttempts Open, DateTimeOffset? FullSentAt, long Surely, long Maybe);
