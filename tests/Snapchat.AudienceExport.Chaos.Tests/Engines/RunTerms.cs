namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>How a run is started, and what happens to it.</summary>
internal sealed record RunTerms
{
    /// <summary>Gets whether a person looks at the plan first and confirms it.</summary>
    public bool Confirms { get; init; }

    /// <summary>Gets whether everybody is sent again.</summary>
    public bool ResendsAll { get; init; }

    /// <summary>Gets after how many steps of the run the process dies; null for never.</summary>
    public int? DiesAfter { get; init; }

    /// <summary>Gets after how many steps of the run it is canceled; null for never.</summary>
    public int? CanceledAfter { get; init; }
}
