namespace Snapchat.AudienceExport;

/// <summary>Says which profile field holds identifiers of which kind.</summary>
/// <param name="Kind">The kind of identifier.</param>
/// <param name="Field">The name of the profile field at the segment source; 1 character or more.</param>
public sealed record IdentifierMapping(IdentifierKind Kind, string Field);
