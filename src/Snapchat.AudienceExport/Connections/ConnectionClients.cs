namespace Snapchat.AudienceExport.Connections;

/// <summary>The clients of stored connections; those of one connection share its tokens and rate budget.</summary>
internal sealed class ConnectionClients
{
    /// <summary>Gets a client that acts as the Snapchat account of a connection. Rights and consent are the caller's business.</summary>
    public ISnapchatAudienceClient For(ConnectionId connection) => throw new NotSupportedException();
}
