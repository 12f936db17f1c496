using Microsoft.Extensions.Diagnostics.HealthChecks;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.HealthChecks;

/// <summary>Whether the store answers.</summary>
internal sealed class StoreHealthCheck(IAudienceExportStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        StoreProbe.RunAsync(context, async () =>
        {
            await store.GetTimeAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy("The store answers.");
        });
}
