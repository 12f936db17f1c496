namespace Snapchat.AudienceExport.Storage;

/// <summary>A connection as a store keeps it. Its tokens are apart, in a <see cref="StoredToken"/>.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Version">1 when it is added, raised by one at each update.</param>
public sealed record StoredConnection(ConnectionId Id, long Version)
{
    /// <summary>Gets where it leads.</summary>
    public ConnectionType Type { get; init; }

    /// <summary>Gets its name, or an empty text.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Gets whether exports may go through it.</summary>
    public ConnectionState State { get; init; }

    /// <summary>Gets who may use it.</summary>
    public ConnectionAccess Access { get; init; } = ConnectionAccess.Administrators;

    /// <summary>Gets the consent in force, or null.</summary>
    public ConsentRecord? Consent { get; init; }

    /// <summary>Gets the Snapchat account it is authenticated with, or null.</summary>
    public SnapchatUser? SnapchatAccount { get; init; }

    /// <summary>Gets the identity under which profiles are read, or null.</summary>
    public Actor? ExportUser { get; init; }

    /// <summary>Gets who made it.</summary>
    public required Actor CreatedBy { get; init; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets who changed it last.</summary>
    public required Actor UpdatedBy { get; init; }

    /// <summary>Gets when it was changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
