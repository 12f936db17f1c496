namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>How a run is started, and what happens to it.</summary>
/// <param name="Run">The ID of the run, if it is a new one.</param>
internal sealed record RunTerms(RunId Run)
{
    /// <summary>Gets whether a run that had not finished goes on, if there is one that can.</summary>
    public bool Resumes { get; init; }

    /// <summary>Gets whether a person looks at the plan first and confirms it.</summary>
    public bool Confirms { get; init; }

    /// <summary>Gets whether everybody is sent again.</summary>
    public bool ResendsAll { get; init; }

    /// <summary>Gets after how many steps of the run the process dies; null for never.</summary>
    public int? DiesAfter { get; init; }

    /// <summary>Gets after how many steps of the run it is canceled; null for never.</summary>
    public int? CanceledAfter { get; init; }
}
