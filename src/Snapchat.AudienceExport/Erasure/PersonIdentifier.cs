namespace Snapchat.AudienceExport;

/// <summary>One identifier of a person, in clear or hashed. Whatever prints it gets a placeholder.</summary>
public sealed class PersonIdentifier
{
    private PersonIdentifier(IdentifierKind kind, string value, bool isHashed = false, string? region = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
        Mapping = new IdentifierMapping(kind, "value") { IsHashed = isHashed, DefaultRegion = region };
    }

    /// <summary>Gets the kind of identifier.</summary>
    public IdentifierKind Kind => Mapping.Kind;

    internal string Value { get; }

    internal IdentifierMapping Mapping { get; }

    /// <summary>Makes one of an email address.</summary>
    /// <param name="address">The address, however it is spelled.</param>
    public static PersonIdentifier Email(string address) => new(IdentifierKind.Email, address);

    /// <summary>Makes one of a phone number.</summary>
    /// <param name="number">The number, however it is written.</param>
    /// <param name="region">The region that it belongs to if it has no country code, an ISO 3166-1 code of two letters as in <c>GB</c>; null for the one that phone numbers were registered with.</param>
    public static PersonIdentifier Phone(string number, string? region = null) => new(IdentifierKind.Phone, number, region: region);

    /// <summary>Makes one of a mobile advertising ID.</summary>
    /// <param name="id">The ID (IDFA or GAID), a UUID.</param>
    public static PersonIdentifier MobileAdId(string id) => new(IdentifierKind.MobileAdId, id);

    /// <summary>Makes one of a SHA-256 digest of a value that was normalized as Snapchat asks.</summary>
    /// <param name="kind">The kind of the value.</param>
    /// <param name="digest">The digest, 64 hexadecimal digits.</param>
    public static PersonIdentifier Hashed(IdentifierKind kind, string digest) => new(kind, digest, isHashed: true);

    /// <summary>Returns a placeholder.</summary>
    /// <returns>"[identifier]".</returns>
    public override string ToString() => "[identifier]";
}
