using Snapchat.AudienceExport.Client;

namespace Snapchat.AudienceExport.Connections;

/// <summary>The clients of stored connections; those of one connection share its tokens and rate budget.</summary>
internal interface IConnectionClients
{
    /// <summary>Gets a client that acts as the Snapchat account of a connection. Rights are the caller's business.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="gate">What answers for each attempt to change the members of an audience, the connection's consent included; without one, the consent in the options decides.</param>
    ISnapchatAudienceClient For(ConnectionId connection, IAttemptGate? gate = null);
}
