namespace Snapchat.AudienceExport.Endpoints;

/// <summary>The connection that a detached export gets.</summary>
internal sealed record AttachBody(ConnectionId Connection);
