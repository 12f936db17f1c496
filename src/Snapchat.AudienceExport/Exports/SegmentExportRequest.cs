using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport;

/// <summary>What to export, and where to.</summary>
/// <param name="Audience">The Snapchat audience; it must exist and be a customer list (<c>FIRST_PARTY</c>).</param>
/// <param name="Source">Where the profiles come from.</param>
public sealed record SegmentExportRequest(AudienceId Audience, ISegmentSource Source)
{
    /// <summary>Gets the segments whose union is wanted in the audience.</summary>
    /// <value>Empty, the default, means all segments of the source.</value>
    /// <remarks>
    /// A run does not begin while one of them is missing, inactive or failed at the source. Only one in mode <see cref="ExportMode.Mirror"/> does: it adds the members of the others, removes nobody,
    /// and names the segment in a warning.
    /// </remarks>
    public IReadOnlyList<SegmentId> Segments { get; init; } = [];

    /// <summary>Gets which fields hold identifiers, at least one.</summary>
    /// <value>The default maps <see cref="IdentifierKind.Email"/> to the field <c>email</c>.</value>
    public IReadOnlyList<IdentifierMapping> Identifiers { get; init; } = [new(IdentifierKind.Email, "email")];

    /// <summary>Gets what to do to the people who are in the audience already.</summary>
    /// <value>The default is <see cref="ExportMode.AddOnly"/>.</value>
    public ExportMode Mode { get; init; }

    /// <summary>Gets whether to send everybody again, for audiences somebody edited by hand.</summary>
    /// <value>The default is false.</value>
    public bool ResendAll { get; init; }

    /// <summary>Gets the token of the plan whose removals a person has confirmed, or null.</summary>
    public string? ConfirmedPlan { get; init; }

    /// <summary>Gets the identity under which profiles are read, or null where the host knows only one.</summary>
    public Actor? ExportUser { get; init; }

    /// <summary>Gets the client to upload with.</summary>
    /// <value>Null, the default, means the client of the account in the options.</value>
    public ISnapchatAudienceClient? Client { get; init; }

    /// <summary>The run this is the work of, or null for one of its own.</summary>
    internal RunId? Run { get; init; }

    /// <summary>The lease that the run holds on the audience, or null if it holds none yet.</summary>
    internal StoredLease? Lease { get; init; }

    /// <summary>What else must be unchanged for the run to be resumed: the definition's version, the connection, its consent.</summary>
    internal string? BoundTo { get; init; }

    /// <summary>What stops the run because its host stops, besides whatever cancels it.</summary>
    internal CancellationToken HostStopping { get; init; }

    /// <summary>Whether a connection's consent stands in for the operator's in the options.</summary>
    internal bool HasConsent { get; init; }
}
