using Snapchat.AudienceExport;

namespace ExportConsole.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record ExportSettings
{
    /// <summary>The file, or null for the bundled one; not read if there is <see cref="Sql"/> or <see cref="Profiles"/>.</summary>
    public string? Input { get; init; }

    /// <summary>The query that selects the profiles, or null.</summary>
    public string? Sql { get; init; }

    /// <summary>How many profiles to generate, or null to read them.</summary>
    public long? Profiles { get; init; }

    /// <summary>The columns with identifiers.</summary>
    public required IdentifierFields Fields { get; init; }

    /// <summary>The audience, or null for the one that the simulator makes.</summary>
    public AudienceId? Audience { get; init; }

    /// <summary>What to do to the people who are in the audience already.</summary>
    public ExportMode Mode { get; init; }

    /// <summary>Whether removals are confirmed: those of <see cref="ConfirmedPlan"/>, or if it is null those of the plan that is made now.</summary>
    public bool ConfirmsRemovals { get; init; }

    /// <summary>The token of the plan whose removals are confirmed, or null.</summary>
    public string? ConfirmedPlan { get; init; }

    /// <summary>Send everybody again.</summary>
    public bool ResendAll { get; init; }

    /// <summary>Go on with the latest run instead of starting one.</summary>
    public bool Resumes { get; init; }

    /// <summary>The address of a person to be erased, or null to export.</summary>
    public string? Erase { get; init; }

    /// <summary>Plan only; send nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The most identifiers in one request, or null for Snapchat's own limit.</summary>
    public int? Batch { get; init; }

    /// <summary>The server to export to; null for a simulator in this process.</summary>
    public SnapchatServer? Server { get; init; }

    /// <summary>The folder that keeps connection, export, history and members, or null to forget them after the run.</summary>
    public string? State { get; init; }

    /// <summary>Where to write the digests that the simulated audience holds, or null.</summary>
    public string? AudienceOut { get; init; }

    /// <summary>Print the report as JSON.</summary>
    public bool Json { get; init; }
}
