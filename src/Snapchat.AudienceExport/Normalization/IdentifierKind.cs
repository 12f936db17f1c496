namespace Snapchat.AudienceExport;

/// <summary>What identifies a person towards Snapchat; each kind is uploaded in requests of its own.</summary>
public enum IdentifierKind
{
    /// <summary>An email address; Snapchat's schema <c>EMAIL_SHA256</c>.</summary>
    Email = 0,

    /// <summary>A phone number; Snapchat's schema <c>PHONE_SHA256</c>.</summary>
    Phone = 1,

    /// <summary>A mobile advertising ID (IDFA or GAID); Snapchat's schema <c>MOBILE_AD_ID_SHA256</c>.</summary>
    MobileAdId = 2,
}
