namespace Snapchat.AudienceExport;

/// <summary>Whether a value is a usable identifier, and the first reason why it is not. Reasons are checked in the order of the members.</summary>
public enum IdentifierStatus : byte
{
    /// <summary>A usable identifier.</summary>
    Valid = 0,

    /// <summary>Null, empty, or nothing but white space.</summary>
    Blank,

    /// <summary>64 hexadecimal digits, in any case, in a field of plain values: a SHA-256 digest, which is never hashed again.</summary>
    AlreadyHashed,

    /// <summary>32, 40 or 128 hexadecimal digits: a digest of another algorithm (MD5, SHA-1, SHA-512), which Snapchat cannot match.</summary>
    UnsupportedHash,

    /// <summary>Not valid UTF-8, or UTF-16 with a lone surrogate.</summary>
    InvalidText,

    /// <summary>A control character, white space, or one of <c>( ) &lt; &gt; [ ] : ; , \ "</c>; a <c>"</c> is allowed only around a quoted local part.</summary>
    ForbiddenCharacter,

    /// <summary>More than 254 UTF-8 bytes after lower-casing.</summary>
    TooLong,

    /// <summary>No <c>@</c>.</summary>
    MissingAt,

    /// <summary>More than one <c>@</c> outside a quoted local part.</summary>
    SeveralAt,

    /// <summary>Nothing before the <c>@</c>.</summary>
    EmptyLocalPart,

    /// <summary>Nothing after the <c>@</c>, no dot inside the domain, or an empty label in it.</summary>
    InvalidDomain,

    /// <summary>A phone number without a country code, and no default region to complete it.</summary>
    MissingCountryCode,

    /// <summary>Not a phone number, or one that the numbering plan of its country does not have.</summary>
    InvalidPhoneNumber,

    /// <summary>Not a UUID with hyphens, which mobile advertising IDs are.</summary>
    InvalidMobileAdId,

    /// <summary>The mobile advertising ID of nothing but zeros, which a device gives whose owner does not want to be tracked.</summary>
    ZeroMobileAdId,

    /// <summary>Something else than a digest in a field that is declared to hold SHA-256 digests.</summary>
    NotHashed,
}
