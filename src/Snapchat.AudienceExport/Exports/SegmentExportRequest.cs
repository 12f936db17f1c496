namespace Snapchat.AudienceExport;

/// <summary>What to export, and where to.</summary>
/// <param name="Audience">The Snapchat audience; it must exist and be a customer list (<c>FIRST_PARTY</c>).</param>
/// <param name="Source">Where the profiles come from.</param>
public sealed record SegmentExportRequest(AudienceId Audience, ISegmentSource Source)
{
    /// <summary>Gets the segments whose union is wanted in the audience.</summary>
    /// <value>Empty, the default, means all segments of the source.</value>
    public IReadOnlyList<SegmentId> Segments { get; init; } = [];

    /// <summary>Gets which fields hold identifiers, at least one.</summary>
    /// <value>The default maps <see cref="IdentifierKind.Email"/> to the field <c>email</c>.</value>
    public IReadOnlyList<IdentifierMapping> Identifiers { get; init; } = [new(IdentifierKind.Email, "email")];

    /// <summary>Gets the identity under which profiles are read, or null where the host knows only one.</summary>
    public Actor? ExportUser { get; init; }

    /// <summary>Gets the client to upload with.</summary>
    /// <value>Null, the default, means the client of the account in the options.</value>
    public ISnapchatAudienceClient? Client { get; init; }
}
