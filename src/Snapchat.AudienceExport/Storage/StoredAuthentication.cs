namespace Snapchat.AudienceExport.Storage;

/// <summary>An authentication that was begun: what has to come back from Snapchat's page, and from whom.</summary>
/// <param name="StateHash">The SHA-256 of the state, 32 bytes; the state itself is stored nowhere.</param>
/// <param name="Connection">The connection.</param>
/// <param name="ActorId">The ID of the person who began it.</param>
/// <param name="ExpiresAt">Until when it can be completed.</param>
public sealed record StoredAuthentication(byte[] StateHash, ConnectionId Connection, string ActorId, DateTimeOffset ExpiresAt);
