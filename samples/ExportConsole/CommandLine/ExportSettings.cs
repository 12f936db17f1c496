using Snapchat.AudienceExport;

namespace ExportConsole.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record ExportSettings
{
    /// <summary>The CSV file, or null for the bundled one; not read if <see cref="Profiles"/> are generated.</summary>
    public string? Input { get; init; }

    /// <summary>The column that holds the addresses.</summary>
    public required string EmailField { get; init; }

    /// <summary>How many profiles to generate, or null to read <see cref="Input"/>.</summary>
    public long? Profiles { get; init; }

    /// <summary>The audience, or null for the one that the simulator makes.</summary>
    public AudienceId? Audience { get; init; }

    /// <summary>Plan only; send nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The most identifiers in one request, or null for Snapchat's own limit.</summary>
    public int? Batch { get; init; }

    /// <summary>The server to export to; null for a simulator in this process.</summary>
    public SnapchatServer? Server { get; init; }

    /// <summary>The folder that keeps connection, export and history, or null to forget them after the run.</summary>
    public string? State { get; init; }

    /// <summary>Where to write the digests that the simulated audience holds, or null.</summary>
    public string? AudienceOut { get; init; }

    /// <summary>Print the report as JSON.</summary>
    public bool Json { get; init; }
}
