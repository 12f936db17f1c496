namespace Snapchat.AudienceExport.Membership;

/// <summary>What may still take effect of one kind of identifier.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Attempts">Until when.</param>
internal sealed record KindAttempts(IdentifierKind Kind, OpenAttempts Attempts);
