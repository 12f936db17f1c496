using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client;
using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Diagnostics;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Connections;

/// <inheritdoc cref="IConnectionClients"/>
internal sealed class ConnectionClients(
    IAudienceExportStore store,
    TokenVault vault,
    AuthenticationLoss loss,
    TokenEndpoint endpoint,
    ApiSender sender,
    RateBudgets budgets,
    ExportMetrics metrics,
    IOptions<SnapchatAudienceExportOptions> options,
    TimeProvider timeProvider,
    ILogger<ConnectionTokenSource> logger) : IConnectionClients
{
    private readonly ConcurrentDictionary<ConnectionId, Lazy<SnapchatConnection>> _connections = [];

    public ISnapchatAudienceClient For(ConnectionId connection, IAttemptGate? gate = null) => new SnapchatAudienceClient(Get(connection), sender, options.Value, metrics, gate);

    public RateBudget BudgetOf(ConnectionId connection) => Get(connection).Budget;

    /// <summary>Lets clients read the tokens from the store before their next call, since they were replaced or removed.</summary>
    public void Forget(ConnectionId connection) => Get(connection).Tokens.Forget();

    /// <summary>Lets go of a connection that was removed; clients that are still about find that its tokens are gone.</summary>
    public void Drop(ConnectionId connection)
    {
        Forget(connection);
        _connections.TryRemove(connection, out _);
    }

    private SnapchatConnection Get(ConnectionId connection) => _connections.GetOrAdd(connection, static (id, clients) => new(() => clients.Connect(id)), this).Value;

    private SnapchatConnection Connect(ConnectionId connection)
    {
        RateBudget budget = budgets.For(connection);
        ConnectionTokenSource source = new(connection, budget, store, vault, endpoint, loss, options, timeProvider, logger);
        return new SnapchatConnection(new AccessTokenProvider(source, timeProvider), budget);
    }
}
