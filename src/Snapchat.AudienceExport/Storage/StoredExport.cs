namespace Snapchat.AudienceExport.Storage;

/// <summary>An export as a store keeps it.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Version">1 when it is added, raised by one at each update.</param>
/// <param name="Definition">What it sends, and where to.</param>
public sealed record StoredExport(ExportId Id, long Version, ExportDefinition Definition)
{
    /// <summary>Gets who made it.</summary>
    public required Actor CreatedBy { get; init; }

    /// <summary>Gets when it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets who changed it last.</summary>
    public required Actor UpdatedBy { get; init; }

    /// <summary>Gets when it was changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets since when it has its schedule; what was due before does not count.</summary>
    /// <value>The default, the beginning of time, means always.</value>
    public DateTimeOffset ScheduledAt { get; init; }
}
