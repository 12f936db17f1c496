namespace Snapchat.AudienceExport;

/// <summary>Asks for runs, the latest first.</summary>
public sealed record RunQuery
{
    /// <summary>Gets the export whose runs are asked for, or null for those of all.</summary>
    public ExportId? Export { get; init; }

    /// <summary>Gets the status to look for, or null for all.</summary>
    public ExportStatus? Status { get; init; }

    /// <summary>Gets the number of runs to leave out, from the latest on.</summary>
    /// <value>0 or more. The default is 0.</value>
    public int Skip { get; init; }

    /// <summary>Gets the most runs to return.</summary>
    /// <value>1 to 1,000. The default is 50.</value>
    public int Take { get; init; } = 50;
}
