namespace Snapchat.AudienceExport.Endpoints;

/// <summary>An identifier of a person.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Value">The value, or its digest.</param>
internal sealed record IdentifierBody(IdentifierKind Kind, string Value)
{
    /// <summary>Whether the value is a SHA-256 digest, 64 hexadecimal digits.</summary>
    public bool IsHashed { get; init; }

    /// <summary>The region of a phone number without a country code, as in GB; or null.</summary>
    public string? Region { get; init; }

    public PersonIdentifier ToIdentifier() => Kind switch
    {
        _ when IsHashed => PersonIdentifier.Hashed(Kind, Value),
        IdentifierKind.Email => PersonIdentifier.Email(Value),
        IdentifierKind.Phone => PersonIdentifier.Phone(Value, Region),
        _ => PersonIdentifier.MobileAdId(Value),
    };

    /// <inheritdoc/>
    public override string ToString() => "[identifier]";
}
