using Snapchat.AudienceExport.Chaos.Tests.Engines;
using Snapchat.AudienceExport.Chaos.Tests.World;

namespace Snapchat.AudienceExport.Chaos.Tests.Processes;

/// <summary>What the child is to do: a run, or an erasure.</summary>
internal sealed record ChildCommand
{
    /// <summary>Gets the time at which it is done.</summary>
    public DateTimeOffset Now { get; init; }

    public ChaosExport? Export { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<Person>> Segments { get; init; } = new Dictionary<string, IReadOnlyList<Person>>();

    /// <summary>Gets who is exported instead, where there are too many to be named.</summary>
    public GeneratedPeople? Generated { get; init; }

    public RunTerms? Terms { get; init; }

    /// <summary>Gets the kind of what is erased.</summary>
    public IdentifierKind Kind { get; init; }

    /// <summary>Gets what is erased, in hexadecimal digits.</summary>
    public IReadOnlyList<string> Erased { get; init; } = [];
}
