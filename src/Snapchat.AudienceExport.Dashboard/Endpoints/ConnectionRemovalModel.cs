using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What is asked before a connection is removed.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Dependents">The exports that use it, which have to be detached or removed first.</param>
internal sealed record ConnectionRemovalModel(Connection Connection, IReadOnlyList<Export> Dependents) : IProblemModel
{
    public PageProblem? Problem { get; init; }
}
