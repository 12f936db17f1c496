using Microsoft.Extensions.Options;

namespace Snapchat.AudienceExport.Client.Resilience;

/// <summary>Makes the budgets of connections; all share the bucket of the app.</summary>
internal sealed class RateBudgets(IOptions<SnapchatAudienceExportOptions> options, TimeProvider timeProvider)
{
    private readonly RateBucket _app = new(options.Value.MaxRequestsPerSecondPerApp);

    public RateBudget ForNewConnection() => new(new RateBucket(options.Value.MaxRequestsPerSecondPerConnection), _app, timeProvider);
}
