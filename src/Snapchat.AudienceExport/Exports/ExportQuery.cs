namespace Snapchat.AudienceExport;

/// <summary>Asks for exports.</summary>
public sealed record ExportQuery
{
    /// <summary>Gets the text to look for in export names, connection names and connection types, in any case.</summary>
    /// <value>Null or blank, the default, finds all.</value>
    public string? Search { get; init; }

    /// <summary>Gets the number of exports to leave out at the beginning of the list, which is by name.</summary>
    /// <value>0 or more. The default is 0.</value>
    public int Skip { get; init; }

    /// <summary>Gets the most exports to return.</summary>
    /// <value>1 to 1,000. The default is 100.</value>
    public int Take { get; init; } = 100;
}
