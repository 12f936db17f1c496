using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Connections;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Every connection leads to the one account of a simulator.</summary>
internal sealed class SimulatorClients(ISnapchatAudienceClientFactory factory, SnapchatSimulator simulator) : IConnectionClients
{
    private readonly SnapchatCredentials _credentials = new(simulator.ClientId, simulator.ClientSecret, simulator.RefreshToken);

    public ISnapchatAudienceClient For(ConnectionId connection, IAttemptGate? gate = null) => factory.Create(_credentials);
}
