using Microsoft.Extensions.Options;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Makes the budgets of connections; all share the bucket of the app. Where the store is one for several machines, so are the budgets of its connections.</summary>
internal sealed class RateBudgets(IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider, IAudienceExportStore? store = null)
{
    private readonly RateBucket _app = new(options.Value.MaxRequestsPerSecondPerApp);

    /// <summary>Makes the budget of credentials that only this process knows.</summary>
    public RateBudget ForNewConnection() => New(shared: null);

    /// <summary>Makes the budget of a stored connection.</summary>
    public RateBudget For(ConnectionId connection) => New(store is { IsShared: true }
        ? new SharedRateBudget(
            store,
            SharedRateBudget.LimitOf($"connection:{connection}", options.Value.MaxRequestsPerSecondPerConnection),
            SharedRateBudget.LimitOf("app", options.Value.MaxRequestsPerSecondPerApp),
            timeProvider)
        : null);

    private RateBudget New(SharedRateBudget? shared) => new(new RateBucket(options.Value.MaxRequestsPerSecondPerConnection), _app, timeProvider, shared);
}
