namespace Snapchat.AudienceExport;

/// <summary>Asks for audit records, the latest first.</summary>
public sealed record AuditQuery
{
    /// <summary>Gets the ID of the thing to look for, or null for all.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Gets the ID of the actor to look for, or null for all.</summary>
    public string? ActorId { get; init; }

    /// <summary>Gets the action to look for, or null for all.</summary>
    public AuditAction? Action { get; init; }

    /// <summary>Gets the number of records to leave out, from the latest on.</summary>
    /// <value>0 or more. The default is 0.</value>
    public int Skip { get; init; }

    /// <summary>Gets the most records to return.</summary>
    /// <value>1 to 1,000. The default is 100.</value>
    public int Take { get; init; } = 100;
}
