namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>Everything one run of the command found out, as it is written to a file.</summary>
/// <param name="Machine">Processor, operating system, SDK and runtime.</param>
/// <param name="Profiles">The number of profiles.</param>
/// <param name="Verdicts">The table.</param>
/// <param name="Details">The results of the measurements, by name.</param>
internal sealed record ThroughputReport(IReadOnlyList<string> Machine, int Profiles, IReadOnlyList<Verdict> Verdicts, IReadOnlyDictionary<string, object> Details)
{
    /// <summary>Whether no target fails.</summary>
    public bool Holds => Verdicts.All(static verdict => verdict.Outcome != Outcome.Fails);
}
