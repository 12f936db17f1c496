using Snapchat.AudienceExport.Chaos.Tests.World;

namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>A machine on which processes of the engine live and die, one after another over the same state.</summary>
internal interface IMachine : IAsyncDisposable
{
    /// <summary>Gets how many steps the last run took.</summary>
    int StepsOfLastRun { get; }

    /// <summary>Lets the process export, in a new process if the last one is dead.</summary>
    Task<RunResult> RunAsync(ChaosExport export, Population population, RunTerms terms);

    /// <summary>Erases people: they are on the suppression list when the task ends.</summary>
    Task EraseAsync(IdentifierKind kind, IReadOnlyCollection<Sha256Digest> digests);

    /// <summary>Reads what is kept of an audience, while no run is going on.</summary>
    /// <returns>What is known, or null if nobody can look now.</returns>
    Task<KnownMembers?> LookAsync(AudienceId audience);
}
