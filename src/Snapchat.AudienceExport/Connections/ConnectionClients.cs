using Snapchat.AudienceExport.Client;

namespace Snapchat.AudienceExport.Connections;

/// <inheritdoc cref="IConnectionClients"/>
internal sealed class ConnectionClients : IConnectionClients
{
    public ISnapchatAudienceClient For(ConnectionId connection, IAttemptGate? gate = null) => throw new NotSupportedException();
}
