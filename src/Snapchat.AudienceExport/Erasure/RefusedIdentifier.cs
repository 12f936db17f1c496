namespace Snapchat.AudienceExport;

/// <summary>Which identifier of a request was refused, and why; never the value itself.</summary>
/// <param name="Ordinal">Its place in the request, from 0.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Reason">Why it is not usable.</param>
public sealed record RefusedIdentifier(int Ordinal, IdentifierKind Kind, IdentifierStatus Reason);
