namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The connections of one type that a person may use in an export.</summary>
internal sealed record ConnectionChoices(ConnectionType Type, IReadOnlyList<ConnectionChoice> Connections);
