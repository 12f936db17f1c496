namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>Everything one run of the command found out, as it is printed and written to a file.</summary>
internal sealed record ThroughputReport
{
    /// <summary>Processor, operating system, SDK and runtime.</summary>
    public required IReadOnlyList<string> Machine { get; init; }

    public required int Profiles { get; init; }

    /// <summary>Hashing with all that the processor has.</summary>
    public required HashingResult Hashing { get; init; }

    /// <summary>Hashing without AVX-512, or null where there is none anyway.</summary>
    public required HashingResult? HashingWithoutAvx512 { get; init; }

    public required ExportResult Export { get; init; }

    /// <summary>The same exports to the server that costs least.</summary>
    public required ExportResult ExportToSockets { get; init; }

    /// <summary>Exports from files that DuckDB reads.</summary>
    public required FileResult Files { get; init; }

    /// <summary>The most memory of a process that exports a Parquet file.</summary>
    public required long FileMemoryBytes { get; init; }

    /// <summary>The same of a file with ten times as many profiles.</summary>
    public required long LargeFileMemoryBytes { get; init; }

    /// <summary>Exports that know whom earlier ones sent.</summary>
    public required StoreResult Store { get; init; }

    public required FreshResult Fresh { get; init; }

    public required AllocationResult Allocation { get; init; }

    public required ColdStartResult ColdStart { get; init; }

    /// <summary>The bytes of the program compiled ahead of time, or null if it could not be compiled.</summary>
    public required long? AotBytes { get; init; }

    /// <summary>The table.</summary>
    public IReadOnlyList<Verdict> Verdicts => Targets.Judge(this);
}
