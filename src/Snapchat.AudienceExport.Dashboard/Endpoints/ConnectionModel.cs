using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Endpoints;

/// <summary>What the page of a connection shows.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Current">The wording to agree to now.</param>
/// <param name="Upcoming">The wording that will follow, or null.</param>
internal sealed record ConnectionModel(Connection Connection, ConsentStatement Current, ConsentStatement? Upcoming) : IProblemModel
{
    /// <summary>What Snapchat said when it was asked just now, or null.</summary>
    public ConnectionTest? Test { get; init; }

    public PageProblem? Problem { get; init; }
}
