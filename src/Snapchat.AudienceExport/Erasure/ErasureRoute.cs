using Snapchat.AudienceExport.Membership;

namespace Snapchat.AudienceExport.Erasure;

/// <summary>The way to an audience.</summary>
/// <param name="Connection">The connection that reaches it, or null.</param>
/// <param name="Obstacle">Why none does, if so.</param>
internal sealed record ErasureRoute(ConnectionId? Connection, ErasureFailure? Obstacle);
