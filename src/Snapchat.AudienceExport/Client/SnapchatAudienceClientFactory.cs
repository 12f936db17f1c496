using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Client.Resilience;
using Snapchat.AudienceExport.Diagnostics;

namespace Snapchat.AudienceExport.Client;

/// <summary>Makes clients. Those of one credentials instance share access token and rate bucket; all share the bucket of the app.</summary>
internal sealed class SnapchatAudienceClientFactory(
    IOptions<SnapchatAudienceExportOptions> options,
    ApiSender sender,
    TokenEndpoint endpoint,
    RateBudgets budgets,
    ExportMetrics metrics,
    TimeProvider timeProvider,
    ILoggerFactory loggerFactory) : ISnapchatAudienceClientFactory
{
    private readonly ConditionalWeakTable<SnapchatCredentials, SnapchatConnection> _connections = [];

    public ISnapchatAudienceClient Create(SnapchatCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return new SnapchatAudienceClient(_connections.GetValue(credentials, Connect), sender, options.Value, metrics);
    }

    private SnapchatConnection Connect(SnapchatCredentials credentials)
    {
        RateBudget budget = budgets.ForNewConnection();
        CredentialsTokenSource source = new(credentials, budget, endpoint, options, timeProvider, loggerFactory.CreateLogger<CredentialsTokenSource>());
        return new SnapchatConnection(new AccessTokenProvider(source, timeProvider), budget);
    }
}
