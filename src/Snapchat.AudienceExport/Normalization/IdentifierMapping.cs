namespace Snapchat.AudienceExport;

/// <summary>Says which profile field holds identifiers of which kind. Several fields may hold the same kind: a person's second address is one more identifier.</summary>
/// <param name="Kind">The kind of identifier.</param>
/// <param name="Field">The name of the profile field at the segment source; 1 character or more.</param>
public sealed record IdentifierMapping(IdentifierKind Kind, string Field)
{
    /// <summary>Gets whether the field is declared to hold SHA-256 digests, 64 hexadecimal digits each, of values that were normalized as Snapchat asks.</summary>
    /// <value>The default is false: the field holds plain values, and a digest in it is refused, so that a wrong mapping is seen at once.</value>
    public bool IsHashed { get; init; }

    /// <summary>Gets the region that phone numbers without a country code belong to.</summary>
    /// <value>An ISO 3166-1 code of two letters, as in <c>GB</c>. The default is null: the region that phone numbers were registered with, or none, and such numbers are refused.</value>
    public string? DefaultRegion { get; init; }
}
