namespace Snapchat.AudienceExport;

/// <summary>What a connection needs before it can be saved and used.</summary>
public enum ConnectionRequirement
{
    /// <summary>A display name.</summary>
    DisplayName = 0,

    /// <summary>Consent to the current wording, for the account it is authenticated with.</summary>
    Consent,

    /// <summary>Authentication with Snapchat.</summary>
    SnapchatAuthentication,

    /// <summary>A user under whose identity profiles are read.</summary>
    ExportUser,
}
