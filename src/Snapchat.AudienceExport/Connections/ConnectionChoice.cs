namespace Snapchat.AudienceExport;

/// <summary>A connection as those see it who may use it in exports: nothing but its name and type.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Type">Where it leads.</param>
/// <param name="DisplayName">Its name.</param>
public sealed record ConnectionChoice(ConnectionId Id, ConnectionType Type, string DisplayName);
